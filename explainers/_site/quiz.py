"""A question whose every answer explains itself; native `<details>`, so it needs no script.

    ```quiz
    What does a bias do?
    + It moves the threshold.
      The threshold ...
    - It adds noise.
      Nothing here is random. ...
    ```

`+` marks the right answer; the lines indented below an answer explain it. They open with what they say: a mark stands
before them, so that no word has to say each time whether the answer was right.
"""

from markdown import Markdown

from .loud import loud

VERDICTS = {"+": ("right", "✓", "Right."), "-": ("wrong", "✗", "Wrong.")}


@loud
def fence(source, language, css_class, options, md, **_):
    """One question. Opening an answer closes the others, as they share a name."""
    question, answers = _read(source)
    if sum(mark == "+" for mark, _, _ in answers) != 1 or len(answers) < 2:
        raise ValueError(f"quiz {question!r}: needs two or more answers, exactly one marked '+'")
    if missing := [answer for _, answer, why in answers if not why]:
        raise ValueError(f"quiz {question!r}: no explanation under {missing[0]!r}")
    md.quiz_number = number = md.__dict__.get("quiz_number", 0) + 1
    inner = Markdown(extensions=["smarty", "explainers._site.terms", "explainers._site.maths"])
    inner.quiz_number = number
    choices = "".join(_choice(inner, number, *answer) for answer in answers)
    return (
        f'<div class="quiz" role="group" aria-labelledby="quiz-{number}">'
        f'<div class="quiz-question" id="quiz-{number}">{inner.convert(question)}</div>{choices}</div>'
    )


def _choice(inner, number, mark, answer, why):
    verdict, sign, word = VERDICTS[mark]
    said = f'<span class="quiz-verdict" role="img" aria-label="{word}">{sign}</span>'
    return (
        f'<details name="quiz-{number}" class="quiz-answer {verdict}">'
        f"<summary>{_inline(inner, answer)}</summary>"
        f"{inner.convert(f'{said} {why}')}</details>"
    )


def _inline(inner, text):
    return inner.convert(text).removeprefix("<p>").removesuffix("</p>")


def _read(source):
    question, answers = [], []
    for line in filter(str.strip, source.splitlines()):
        if line[:2] in ("+ ", "- "):
            answers.append([line[0], line[2:].strip(), ""])
        elif answers:
            answers[-1][2] = f"{answers[-1][2]} {line.strip()}".strip()
        else:
            question.append(line.strip())
    return " ".join(question), answers
