### Templates of a new exchange: they fill the form, where everything can be changed.

choose = Template
choose_how = Begin with a template, or write your own below. What you choose fills the form; nobody sees it yet.
shipped = Templates
own = Like an earlier exchange
# $names is a list of names.
unknown = I know no such template. There are { $names }, and the short name of each earlier exchange.
# Over the form. $name is what the template is called.
filled = Filled from “{ $name }”. Please look at the question, the groups and the close date. Once it is open, `/exchange digest every monday 9:00` brings a digest each week.
groups_school = Student / Parent or guardian / Teacher / Other staff / Community member
groups_staff = Teacher / Support staff / Administrator

climate =
    .name = School climate
    .question = What would help everybody feel safe, welcome and respected at our school?
    .background = We want to know what school is like for you, and what would make it better. Think of classrooms, hallways, the bus, lunch and online. Please do not name anybody.
budget =
    .name = Budget priorities
    .question = What should our schools spend money on first next year, and why?
    .background = The budget for next year is being prepared, and not everything fits. Tell us what matters most to you. [Add: how much there is to decide, and the date of the vote.]
safety =
    .name = Safety officer contract
    .question = What are your questions or concerns about the contract for a safety officer at our school?
    .background = [Add: what the contract says, what it costs, and until when.] Nothing is signed. The board reads what is shared here before it decides.
schedule =
    .name = Schedule change
    .question = How would the new school schedule work for you and your family?
    .background = [Add: old and new times, and from when.] Think of the way to school, sleep, work, sports and care after school. What would help?
staff =
    .name = Staff check-in
    .question = What is one thing that would make your work here better this year?
    .background = For all who work here. Names are hidden, and a moderator reads each comment before others see it. We answer the most important themes in public.
