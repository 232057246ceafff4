"""Embeddings of scikit-learn as reference for EmbedMathTest: rows of four overlapping Gaussian clouds, and how well scikit-learn places them on a plane.

    python reference.py    # needs numpy and scikit-learn; writes rows.csv and prints the numbers that EmbedMathTest holds
"""
import os

import numpy as np
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE, trustworthiness

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(15)
centres = random.normal(0, 2.5, (4, 6))
rows = np.concatenate([c + random.normal(0, 1, (40, 6)) for c in centres]).astype("float32")
np.savetxt(os.path.join(here, "rows.csv"), rows, fmt="%.6g", delimiter=",")
rows = np.loadtxt(os.path.join(here, "rows.csv"), delimiter=",")
for seed in range(3):
    tsne = TSNE(method="exact", perplexity=30, init="random", random_state=seed, max_iter=1000)
    points = tsne.fit_transform(rows)
    print("t-SNE seed", seed, "divergence", tsne.kl_divergence_, "trustworthiness", trustworthiness(rows, points, n_neighbors=10))
pca = PCA().fit(rows)
print("shares", pca.explained_variance_ratio_, "first row", np.abs(pca.transform(rows)[0]))
