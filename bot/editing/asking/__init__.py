"""Answering questions: what is asked, and what a line must hold to answer.

A question is read once. `forms` tells how it is built, `terms` which words carry it, `offices` and `strangers` whom it
means, and `questions` puts together what is asked: which kind of thing, of whom, and which act. Then lines are looked
at. A rule has its place by what it is about:

- how English asks: `forms`, and the lists of `wordlists`;
- without what no line can answer, whatever else it holds: `needs`;
- which kind of thing a line holds: `kinds`; who did what in it: `doers`; how much of the question: `relevance`;
- what that is worth, for the order of lines and for silence: `signs`, whose weights stand side by side.

`answers` chooses. `hits` and `passages` look for words and places, and have no question.
"""
