"""Appeals: an author asks for another look, and another moderator answers in words, without knowing whose it is."""
