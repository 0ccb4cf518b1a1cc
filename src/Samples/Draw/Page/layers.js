import { color, css } from './colors.js';

// The hidden layers, each a grid with a cell for each unit. Colours keep their meaning while drawing: the legend says which.

/** Columns of a grid: near a square, without a ragged last row where that can be. */
function columnsOf(units) {
  const root = Math.ceil(Math.sqrt(units));
  for (let columns = root; columns <= 2 * root; columns++) {
    if (units % columns === 0) {
      return columns;
    }
  }

  return root;
}

const round = number => Number(number.toPrecision(2)).toString().replace('-', '−');

class LayerGrid {
  #view;
  #columns;
  #cell;
  #canvas = document.createElement('canvas');
  #note = document.createElement('span');
  #values;
  #summary = '';

  constructor(view, index) {
    this.#view = view;
    this.#columns = columnsOf(view.units);
    this.#cell = Math.max(2, Math.floor(640 / this.#columns));
    this.#canvas.width = this.#columns * this.#cell;
    this.#canvas.height = Math.ceil(view.units / this.#columns) * this.#cell;
    this.#canvas.setAttribute('role', 'img');
    this.#note.className = 'note';

    const title = document.createElement('strong');
    title.textContent = `Hidden layer ${index + 1}`;
    const what = document.createElement('span');
    what.textContent = `${view.units} units, ${view.activation}`;
    const legend = document.createElement('span');
    legend.className = view.least < 0 ? 'legend signed' : 'legend';
    const [from, to] = [document.createElement('span'), document.createElement('span')];
    from.textContent = view.least < 0 ? `≤ ${round(view.least)}` : '0';
    to.textContent = `≥ ${round(view.most)}`;
    legend.append(from, document.createElement('i'), to);

    this.figure = document.createElement('figure');
    const head = document.createElement('figcaption');
    head.append(title, what);
    const foot = document.createElement('figcaption');
    foot.append(legend, this.#note);
    this.figure.append(head, this.#canvas, foot);

    this.#canvas.addEventListener('pointermove', event => this.#point(event));
    this.#canvas.addEventListener('pointerleave', () => { this.#note.textContent = this.#summary; });
    this.clear();
  }

  clear() {
    this.#values = new Array(this.#view.units).fill(0);
    this.#summarize('');
  }

  show(values) {
    this.#values = values;
    const above = values.filter(value => value > 0).length;
    const below = values.filter(value => value < 0).length;
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    this.#summarize(this.#view.least < 0
      ? `${above} above 0, ${below} below, up to ±${largest.toFixed(1)}`
      : `${above} of ${values.length} active, up to ${largest.toFixed(1)}`);
  }

  draw() {
    const [zero, more, less] = ['--zero', '--more', '--less'].map(color);
    const context = this.#canvas.getContext('2d');
    const gap = this.#cell >= 8 ? Math.ceil(this.#cell / 12) : 0;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#values.forEach((value, i) => {
      const part = Math.min(1, Math.abs(value) / this.#view.most);
      const end = value < 0 ? less : more;
      context.fillStyle = css(zero.map((number, c) => Math.round(number + (end[c] - number) * part)));
      context.fillRect((i % this.#columns) * this.#cell, Math.floor(i / this.#columns) * this.#cell, this.#cell - gap, this.#cell - gap);
    });
  }

  #summarize(text) {
    this.#summary = this.#note.textContent = text;
    this.#canvas.setAttribute('aria-label', text || 'no drawing');
    this.draw();
  }

  #point(event) {
    const box = this.#canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / box.width * this.#columns);
    const row = Math.floor((event.clientY - box.top) / box.width * this.#columns);
    const unit = row * this.#columns + column;
    this.#note.textContent = unit in this.#values ? `unit ${unit}: ${this.#values[unit].toFixed(3)}` : this.#summary;
  }
}

export class Layers {
  #grids = [];

  setModel(model) {
    const place = document.getElementById('layers');
    place.replaceChildren();
    this.#grids = model.layers.map((view, index) => {
      const grid = new LayerGrid(view, index);
      place.append(grid.figure);
      return grid;
    });
    if (this.#grids.length === 0) {
      place.textContent = 'This model has no hidden layers.';
    }
  }

  clear() {
    this.#grids.forEach(grid => grid.clear());
  }

  show(hidden) {
    this.#grids.forEach((grid, i) => grid.show(hidden[i]));
  }

  draw() {
    this.#grids.forEach(grid => grid.draw());
  }
}
