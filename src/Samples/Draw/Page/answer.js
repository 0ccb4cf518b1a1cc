// The answer, the bars, and the picture that the network gets.

const element = id => document.getElementById(id);

export class Answer {
  #model = null;
  #rows = [];

  setModel(model) {
    this.#model = model;
    element('meaning').textContent = model.areProbabilities ? 'Probabilities' : 'Scores';
    const body = element('scores');
    body.classList.toggle('words', model.classes.some(name => name.length > 2));
    body.replaceChildren(...model.classes.map(name => {
      const row = document.createElement('tr');
      const head = document.createElement('th');
      head.scope = 'row';
      head.textContent = head.title = name;
      const bar = document.createElement('div');
      bar.className = 'bar';
      bar.append(document.createElement('div'));
      row.append(head, document.createElement('td'), document.createElement('td'));
      row.cells[1].append(bar);
      return row;
    }));
    this.#rows = [...body.rows];
    this.clear();
  }

  clear() {
    element('digit').textContent = '–';
    this.#rows.forEach(row => this.#setRow(row, 0, '', false));
    element('seen').getContext('2d').clearRect(0, 0, 28, 28);
  }

  show(reading) {
    const name = this.#model.classes[reading.answer];
    const digit = element('digit');
    digit.textContent = name;
    digit.classList.toggle('word', name.length > 2);

    const least = this.#model.areProbabilities ? 0 : Math.min(0, ...reading.scores);
    const most = this.#model.areProbabilities ? 1 : Math.max(...reading.scores);
    this.#rows.forEach((row, i) => {
      const score = reading.scores[i];
      this.#setRow(row, (score - least) / (most - least || 1), this.#format(score), i === reading.answer);
    });
    this.#drawSeen(reading.image);
  }

  /** A sentence for a screen reader. */
  speak(reading) {
    element('spoken').textContent = reading
      ? `It reads ${this.#model.classes[reading.answer]}, ${this.#format(reading.scores[reading.answer])}.`
      : 'The drawing is empty.';
  }

  #setRow(row, part, text, isBest) {
    row.classList.toggle('best', isBest);
    row.querySelector('.bar div').style.width = `${100 * part}%`;
    row.cells[2].textContent = text;
  }

  #format(score) {
    if (!this.#model.areProbabilities) {
      return score.toFixed(2);
    }

    return score > 0 && score < 0.0005 ? '< 0.1 %' : `${(100 * score).toFixed(1)} %`;
  }

  #drawSeen(image) {
    const bytes = Uint8Array.from(atob(image), letter => letter.charCodeAt(0));
    const pixels = new ImageData(28, 28);
    bytes.forEach((byte, i) => pixels.data.set([byte, byte, byte, 255], 4 * i));
    element('seen').getContext('2d').putImageData(pixels, 0, 0);
  }
}
