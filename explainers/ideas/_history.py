"""What the timeline tells: events, each with its source, and the times in which they lie."""

from typing import NamedTuple


class Event(NamedTuple):
    year: int
    title: str
    thread: str  # "ideas", "machines", "data", or "winters"
    text: str  # what happened
    why: str  # why it mattered
    source: str
    cited: str
    also: tuple[tuple[str, str], ...] = ()  # other sources, of why it mattered

    @property
    def sources(self):
        return ((self.source, self.cited), *self.also)


WINTERS = ("https://doi.org/10.1109/MIS.2008.20", "Hendler, 2008, Avoiding another AI winter")
FAVOR = (
    "https://www.deeplearningbook.org/contents/intro.html",
    "Goodfellow, Bengio and Courville, 2016, Deep Learning, chapter 1",
)
EVENTS = [
    Event(
        1943, "A nerve cell as arithmetic", "ideas",
        "Warren McCulloch and Walter Pitts described a nerve cell as an adding machine that fires or stays silent.",
        "Artificial neurons to this day add up what comes in and then decide how strongly to respond.",
        "https://doi.org/10.1007/BF02478259",
        "McCulloch and Pitts, 1943, A logical calculus of ideas in nervous activity",
    ),
    Event(
        1949, "Learning changes connections", "ideas",
        "Donald Hebb proposed that a link between two nerve cells grows stronger when one often helps fire the other.",
        "Artificial networks, too, keep all that they learn in the connections between their neurons.",
        "https://doi.org/10.4324/9781410612403", "Hebb, 1949, The Organization of Behavior (reprint)",
    ),
    Event(
        1958, "The perceptron", "machines",
        "Frank Rosenblatt presented the perceptron, a row, or layer, of artificial neurons that learns to tell "
        "patterns apart.",
        "A machine could now be shown examples instead of being given every rule, and hopes rose very high.",
        "https://doi.org/10.1037/h0042519", "Rosenblatt, 1958, The perceptron: a probabilistic model",
    ),
    Event(
        1969, "The limits of a single layer", "ideas",
        "Marvin Minsky and Seymour Papert proved what one layer, a single row of learning neurons, can never compute.",
        "Networks of several layers can do more, but how to train them was not known, and interest faded.",
        "https://doi.org/10.7551/mitpress/11301.001.0001", "Minsky and Papert, 1969, Perceptrons",
    ),
    Event(
        1970, "Working backward from the result", "ideas",
        ("Seppo Linnainmaa found how to tell, from the end of a long calculation backward, how much each step "
         "matters; in 1974, so did Paul Werbos."),
        "The same idea trains nearly all networks today, but for more than ten years few people took notice.",
        "https://doi.org/10.1016/j.neunet.2014.09.003",
        "Schmidhuber, 2015, Deep learning in neural networks: an overview",
    ),
    Event(
        1973, "The first winter of AI", "winters",
        "A report by James Lighthill told Britain that artificial intelligence (AI) had not kept its promises.",
        "Britain and the United States cut its funding, and a cold time began, an AI winter, until about 1980.",
        "https://www.chilton-computing.org.uk/inf/literature/reports/lighthill_report/p001.htm",
        "Lighthill, 1973, Artificial intelligence: a general survey", (WINTERS,),
    ),
    Event(
        1980, "The neocognitron", "ideas",
        "Kunihiko Fukushima built a network of many layers that knows a shape wherever in a picture it appears.",
        "Its plan, taken from the brain, of small parts first and larger ones after, lives on in networks that see.",
        "https://doi.org/10.1007/BF00344251", "Fukushima, 1980, Neocognitron",
    ),
    Event(
        1982, "A network that remembers", "ideas",
        "John Hopfield showed that a network of simple neurons can recall a whole stored pattern from a part of it.",
        "It drew physicists to the field, and in 2024 it earned him a share of the Nobel Prize in Physics.",
        "https://doi.org/10.1073/pnas.79.8.2554", "Hopfield, 1982, Neural networks and physical systems",
    ),
    Event(
        1986, "Backpropagation becomes known", "ideas",
        ("David Rumelhart, Geoffrey Hinton, and Ronald Williams showed that working back from a network’s mistakes "
         "teaches all of its layers."),
        "Linnainmaa and Werbos had this backpropagation before; from now on it was known, and it is still used.",
        "https://doi.org/10.1038/323533a0", "Rumelhart, Hinton and Williams, 1986, Learning representations",
    ),
    Event(
        1987, "The second winter of AI", "winters",
        "The market for Lisp machines, costly computers made for AI, collapsed as ordinary computers caught up.",
        "Trust and money left the field again, and the cold time lasted until about 1993.",
        *WINTERS,
    ),
    Event(
        1989, "One middle layer can be enough", "ideas",
        ("George Cybenko proved that one layer in the middle, if large enough, lets a network’s answers follow any "
         "unbroken curve as closely as you like."),
        "So did Kurt Hornik and others that year; how large it must be and how to train it stayed open questions.",
        "https://doi.org/10.1007/BF02551274", "Cybenko, 1989, Approximation by superpositions",
    ),
    Event(
        1989, "A network reads zip codes", "machines",
        "Yann LeCun’s team at AT&T Bell Labs trained a network to read handwritten zip codes from real US mail.",
        "It learned straight from 7,291 pictures of digits: backpropagation worked on a task from everyday life.",
        "https://doi.org/10.1162/neco.1989.1.4.541", "LeCun et al., 1989, Handwritten zip code recognition",
    ),
    Event(
        1995, "A rival: support-vector machines", "ideas",
        "Corinna Cortes and Vladimir Vapnik presented a way to learn from examples without layers of neurons.",
        "By the late 1990s, most researchers had left neural networks for methods like this: a second drought.",
        "https://doi.org/10.1007/BF00994018", "Cortes and Vapnik, 1995, Support-vector networks", (FAVOR,),
    ),
    Event(
        1997, "A longer memory: LSTM", "ideas",
        ("Sepp Hochreiter and Jürgen Schmidhuber designed long short-term memory (LSTM), a network that can hold on "
         "to what it read long before."),
        "In speech and text, the meaning of one word often depends on another that came much earlier.",
        "https://doi.org/10.1162/neco.1997.9.8.1735", "Hochreiter and Schmidhuber, 1997, Long short-term memory",
    ),
    Event(
        1998, "LeNet-5 and the MNIST digits", "data",
        "Yann LeCun and colleagues tested LeNet-5, a network that reads digits, on MNIST: 70,000 handwritten digits.",
        "MNIST became a shared yardstick for new methods, and bank checks were read by such networks every day.",
        "https://doi.org/10.1109/5.726791", "LeCun et al., 1998, Gradient-based learning",
    ),
    Event(
        2006, "Deep networks return", "ideas",
        "Geoffrey Hinton, Simon Osindero, and Yee-Whye Teh found how to train a deep network quickly, layer by layer.",
        "Deep means of many layers: these were hopeful again, though the trick itself was soon no longer needed.",
        "https://doi.org/10.1162/neco.2006.18.7.1527", "Hinton, Osindero and Teh, 2006, Deep belief nets",
    ),
    Event(
        2009, "Graphics chips learn to train", "machines",
        "Rajat Raina, Anand Madhavan, and Andrew Ng trained networks up to 70 times faster on chips made for games.",
        "Nvidia had opened its graphics chips to other programs in 2007; weeks of training now became about a day.",
        "https://doi.org/10.1145/1553374.1553486", "Raina, Madhavan and Ng, 2009, Learning using graphics processors",
    ),
    Event(
        2009, "ImageNet", "data",
        "Jia Deng, Fei-Fei Li, and colleagues presented ImageNet: 3.2 million pictures of 5,247 kinds of things.",
        "It grew to 14 million. With so many, named by people, networks of many layers could show what they can do.",
        "https://doi.org/10.1109/CVPR.2009.5206848", "Deng et al., 2009, ImageNet: a large-scale image database",
    ),
    Event(
        2012, "AlexNet", "machines",
        ("Alex Krizhevsky, Ilya Sutskever, and Geoffrey Hinton won the contest for naming ImageNet’s pictures: with "
         "five guesses each, AlexNet was wrong on 15.3%, the second best on 26.2%."),
        "It learned in under a week, on two chips made for computer games. Soon nearly every team used such networks.",
        "https://proceedings.neurips.cc/paper/2012/hash/c399862d3b9d6b76c8436e924a68c45b-Abstract.html",
        "Krizhevsky, Sutskever and Hinton, 2012, ImageNet classification",
    ),
    Event(
        2013, "Words become numbers", "ideas",
        "Tomas Mikolov’s team at Google turned words into lists of numbers: king − man + woman lands nearest to queen.",
        "Such lists capture part of what words mean, and networks for language still begin with them.",
        "https://arxiv.org/abs/1301.3781", "Mikolov et al., 2013, Efficient estimation of word representations",
    ),
    Event(
        2014, "Two networks in a contest: GANs", "ideas",
        "Ian Goodfellow and colleagues let two networks compete: one makes pictures, one tries to spot the fakes.",
        "Such pairs, called generative adversarial networks (GANs), later drew faces of people who do not exist.",
        "https://arxiv.org/abs/1406.2661", "Goodfellow et al., 2014, Generative adversarial networks",
    ),
    Event(
        2015, "DeepDream", "ideas",
        "Alexander Mordvintsev’s team at Google changed pictures to show more of whatever a network saw in them.",
        "They wanted to find out what each layer has learned, and the strange pictures traveled around the world.",
        "https://research.google/blog/inceptionism-going-deeper-into-neural-networks/",
        "Mordvintsev, Olah and Tyka, 2015, Inceptionism",
    ),
    Event(
        2015, "A photo in a painter’s style", "ideas",
        "Leon Gatys, Alexander Ecker, and Matthias Bethge let a network repaint a photo in the style of a painting.",
        "A network that learned to name things can, it turned out, tell what is shown from how it is painted.",
        "https://arxiv.org/abs/1508.06576", "Gatys, Ecker and Bethge, 2015, A neural algorithm of artistic style",
    ),
    Event(
        2015, "ResNet: 152 layers", "ideas",
        "Kaiming He and colleagues trained a network of 152 layers by letting signals also skip past layers.",
        "Deeper networks had often become worse, not better; shortcuts like these are now part of most large networks.",
        "https://arxiv.org/abs/1512.03385", "He et al., 2015, Deep residual learning for image recognition",
    ),
    Event(
        2016, "AlphaGo beats a Go champion", "machines",
        ("DeepMind’s AlphaGo, a program guided by neural networks, beat Lee Sedol, one of the world’s best "
         "players of the board game Go, four games to one."),
        "Go has far too many positions to try them all; the networks learned which moves are worth a look.",
        "https://doi.org/10.1038/nature24270", "Silver et al., 2017, Mastering the game of Go (recalls the match)",
    ),
    Event(
        2017, "The transformer", "ideas",
        "Eight researchers built the transformer, a network in which each word of a text takes in all others.",
        "While it learns, it works on all words of a text at once; nearly all of today’s chatbots are built on it.",
        "https://arxiv.org/abs/1706.03762", "Vaswani et al., 2017, Attention is all you need",
    ),
    Event(
        2018, "Gender Shades", "data",
        ("Joy Buolamwini and Timnit Gebru found that software mistook the gender of up to 34.7% of darker-skinned "
         "women, and of 0.8% of lighter-skinned men."),
        "A network learns from its examples: people who are rare there are often served worse, unless somebody checks.",
        "https://proceedings.mlr.press/v81/buolamwini18a.html", "Buolamwini and Gebru, 2018, Gender Shades",
    ),
    Event(
        2018, "The Turing Award", "ideas",
        "Yoshua Bengio, Geoffrey Hinton, and Yann LeCun won the 2018 Turing Award, computing’s most famous prize.",
        "The three had kept working on neural networks through years when few believed in them.",
        "https://awards.acm.org/about/2018-turing", "ACM, 2019, 2018 Turing Award",
    ),
    Event(
        2020, "GPT-3", "machines",
        "OpenAI’s GPT-3, a network with 175 billion adjustable numbers, learned to predict how a text goes on.",
        "Given a few examples in plain words, it did tasks that it was not trained for; larger networks followed.",
        "https://arxiv.org/abs/2005.14165", "Brown et al., 2020, Language models are few-shot learners",
    ),
    Event(
        2021, "AlphaFold", "machines",
        ("DeepMind’s AlphaFold predicted how proteins, the working molecules of our cells, fold up, often as exactly "
         "as an experiment shows it."),
        "One experiment can take months or years, and predicting the shape had been an open problem for 50 years.",
        "https://doi.org/10.1038/s41586-021-03819-2",
        "Jumper et al., 2021, Protein structure prediction with AlphaFold",
    ),
    Event(
        2022, "ChatGPT", "machines",
        "On November 30, OpenAI opened ChatGPT, a program to talk with, built on a successor of GPT-3, to everyone.",
        "For many people it was the first time that they talked with a neural network and knew it.",
        "https://openai.com/index/chatgpt/", "OpenAI, 2022, Introducing ChatGPT",
    ),
    Event(
        2024, "Two Nobel Prizes", "ideas",
        ("John Hopfield and Geoffrey Hinton won the Nobel Prize in Physics; Demis "
         "Hassabis and John Jumper shared in the one for Chemistry."),
        "Physics honored the roots of learning with neural networks, and chemistry what AlphaFold does for proteins.",
        "https://www.nobelprize.org/all-nobel-prizes-2024/", "Nobel Foundation, 2024, All Nobel Prizes 2024",
    ),
]  # fmt: skip

THREADS = ["ideas", "machines", "data", "winters"]
ROWS = ["Waves", "Droughts", "AI winters"]
# (row, begin, end, name). The waves: Goodfellow, Bengio and Courville, Deep Learning, 2016, chapter 1, who let the
# second begin in 1980; between them neural networks were out of favor. The winters: Hendler, 2008,
# doi.org/10.1109/MIS.2008.20.
BANDS = [
    (0, 1943, 1969, "cybernetics"),
    (0, 1985, 1995, "connectionism"),
    (0, 2006, 2027, "deep learning"),
    (1, 1969, 1985, "first"),
    (1, 1995, 2006, "second"),
    (2, 1974, 1980, "first"),
    (2, 1987, 1993, "second"),
]
