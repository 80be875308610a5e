import pytest

torch = pytest.importorskip("torch", reason="needs the training extra")

from tests.training.test_corpus import document  # noqa: E402
from training.auxiliary.tasks import heads  # noqa: E402
from training.choices import CHOICES, MOST_WEIGHT, depth, tag_weights  # noqa: E402
from training.corpus import encode  # noqa: E402
from training.labels import TAGS  # noqa: E402
from training.network import Network, loss_of  # noqa: E402

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402
from training import ablation, fit  # noqa: E402

pytestmark = pytest.mark.needs_torch


def test_layers_are_counted_from_the_top():
    assert depth("encoder.layers.3.qkv.weight", 4) == 0
    assert depth("encoder.layers.0.qkv.weight", 4) == 3
    assert depth("encoder.positions.weight", 4) == 4
    assert depth("tag.weight", 4) == 0


def test_lower_layers_learn_more_slowly_where_that_is_chosen():
    network = Network(2)
    optimiser = fit.optimiser_of(network, heads(), CHOICES["layer-rates"])
    rates = {id(p): group["rate"] for group in optimiser.param_groups for p in group["params"]}
    layers = network.encoder.layers
    low, high = rates[id(layers[0].up.weight)], rates[id(layers[1].up.weight)]
    assert low == pytest.approx(0.8 * high)
    assert rates[id(network.tag.weight)] == fit.HEAD_RATE
    assert len(fit.optimiser_of(network, heads()).param_groups) == 4  # two rates, with decay and without


def test_a_rare_type_weighs_more_and_none_more_than_the_most():
    texts = encode([document()] * 3, WordPieces(FOLDER / VOCABULARY))
    weights = tag_weights(texts)
    seen = {frame.type + 1 for text in texts for frame in text.frames}
    assert len(weights) == len(TAGS) and weights[0] == weights[-1] == 1
    assert weights.max() <= MOST_WEIGHT and weights.min() >= 1 / MOST_WEIGHT
    assert max(weights[tag] for tag in seen) < 1


def test_smoothing_keeps_a_sure_network_from_a_loss_of_nothing():
    from tests.training.research.test_biaffine import batch as fixture

    batch = fixture.__wrapped__()
    torch.manual_seed(1)
    network = Network(1, dropout=0.0)
    network.eval()
    plain, _ = loss_of(network, batch)
    smoothed, _ = loss_of(network, batch, smoothing=0.1)
    assert not torch.isclose(plain, smoothed)
    weighted, _ = loss_of(network, batch, tag_weights=torch.full((len(TAGS),), 2.0))
    assert weighted > plain


def test_variants_are_named_and_of_two_seeds():
    made = ablation.variants(["frames", "smoothing", "arguments"], 5_000)
    names = {recipe.folder.name for runs in made.values() for recipe in runs}
    assert names == {
        f"seed{seed}-5k-4layers{more}-held-out"
        for seed in (11, 12)
        for more in ("", "-smoothing", "-arguments")
    }
    with pytest.raises(ValueError, match="no variant 'nonsense'"):
        ablation.variants(["nonsense"])
