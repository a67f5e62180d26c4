/**
 * The text that the example learns: written for this project, so that the demo needs nothing from elsewhere.
 *
 * @module
 */

/** About 6,000 characters of plain English about training. */
export const TEXT =
  `A model begins with noise. Every number in it was drawn from a hat, and so every answer it gives is a guess.
The loss says how bad the guess was. At the start the loss is high, and it is the same for every letter, for the model knows no letter
better than another. Then the first step is taken. The gradient says which way is down, and the learning rate says how far to go.
A step too short goes nowhere. A step too long goes over the valley and up the other side, and then the loss grows, and grows again,
until it is no number at all. So we warm up: the first steps are small, and each is a little longer than the one before.

When the model has found the valley, the steps may be long for a while. The curve falls fast at first. It learns the space, for the space
is the letter that comes most often. It learns that the letter q is followed by the letter u. It learns the ends of words, the small words,
the words that come again and again: the, and, of, to, in, that, it, is. The curve bends. What is left to learn is harder, and it comes
more slowly. Now the steps have to be shorter, or the model will run around the lowest place and never reach it. So the learning rate decays,
and the curve falls a little more, and then it is flat.

The one who trains a model looks at the curve. In the morning the curve is the first thing that is looked at, and at night it is the last.
Is it still falling? Did it jump? Is there a gap where the machine stood still? The curve tells when to wait, and when to stop, and when to
begin again with another number. A good curve is a calm thing. It falls, and it bends, and it comes to rest. A bad curve is a story:
there is a spike where a batch was strange, there is a cliff where the data ended and began again, there is a slow rise where the model
began to learn the lines by heart.

To see the curve, all that is needed is the line that the program prints. Step one hundred, the loss is so much, the learning rate is so much.
The program prints the line anyway. It has always printed it. The line runs over the screen and is gone, and the eye that saw it keeps only the
last one. But the line is a point, and many lines are many points, and many points are a curve. Nothing has to be changed in the program.
Nothing has to be sent anywhere. The line goes in, the line goes out, and beside it there is the curve.

The norm of the gradient is the steepness of the ground. Where the ground is steep the step is dangerous, and so the gradient is clipped:
if it is too long it is made shorter, and its direction is kept. In the first steps the ground is steep everywhere. Later it is steep only in
places, and a long gradient is a sign that something new has come. The one who trains a model learns to read the norm as a sailor reads the
wind. When the norm rises before the loss does, there is time to act. When the loss rises first, it is too late.

A validation set is a piece of the world that the model has not seen. The loss on it is the loss that counts, for the model is not made for the
pages it has read. As long as both curves fall, all is well. When the curve of the training falls and the curve of the validation rises, the
model has begun to remember what it should understand. Then it is time to stop, or to take a smaller model, or to bring more pages.

There are three kinds of runs. There is the run that ends well, and its curve is shown to others. There is the run that ends badly, and its curve
is kept to learn from. And there is the run that was stopped because someone needed the machine, and of it nothing is left but the curve.
All three were worth watching. A run costs a night, and a night is long. It is good to know in the first hour what the night will bring.

So watch the line, and watch the curve. Let the program be as it is. Let the numbers be what they are, even when they are no numbers. Keep every
point, for the lowest and the highest are the ones that matter. And when the machine falls silent, let there be a record of what it said last,
so that the next one can begin where the last one ended.
`;
