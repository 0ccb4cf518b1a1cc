// The drawing area: strokes in coordinates from 0 to 1, by pointer or by keys.

import { color, css } from './colors.js';

const PenWidth = 0.07;
const LeastStep = 0.004;

export class Pad {
  #canvas;
  #strokes = [];
  #current = null;
  #pointer = null;
  #cursor = [0.5, 0.5];
  #showsCursor = false;
  #changed;

  /** @param changed Called with whether a stroke is still being drawn. */
  constructor(canvas, changed) {
    this.#canvas = canvas;
    this.#changed = changed;
    canvas.addEventListener('pointerdown', event => this.#press(event));
    canvas.addEventListener('pointermove', event => this.#move(event));
    canvas.addEventListener('pointerup', event => this.#release(event));
    canvas.addEventListener('pointercancel', event => this.#release(event));
    canvas.addEventListener('keydown', event => this.#key(event));
    canvas.addEventListener('blur', () => this.#lift());
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** Strokes as the program takes them: x, y, x, y, ... */
  get strokes() {
    return this.#strokes.map(stroke => stroke.flat().map(number => Math.round(number * 1e4) / 1e4));
  }

  get isEmpty() {
    return this.#strokes.length === 0;
  }

  clear() {
    this.#strokes = [];
    this.#end();
  }

  undo() {
    this.#strokes.pop();
    this.#end();
  }

  draw() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    if (side === 0) {
      return;
    }

    if (this.#canvas.width !== side) {
      this.#canvas.width = this.#canvas.height = side;
    }

    const context = this.#canvas.getContext('2d');
    context.setTransform(side, 0, 0, side, 0, 0);
    context.clearRect(0, 0, 1, 1);
    context.lineWidth = PenWidth;
    context.lineCap = context.lineJoin = 'round';
    context.strokeStyle = css(color('--ink'));
    for (const stroke of this.#strokes) {
      this.#trace(context, stroke);
    }

    if (this.#showsCursor) {
      const [x, y] = this.#cursor;
      context.lineWidth = 0.006;
      context.strokeStyle = css(color('--focus'));
      context.beginPath();
      context.arc(x, y, this.#current ? PenWidth / 2 : PenWidth * 0.7, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  /** Curves through the middles between points, so that a fast hand leaves no corners. */
  #trace(context, stroke) {
    context.beginPath();
    context.moveTo(...stroke[0]);
    for (let i = 1; i < stroke.length - 1; i++) {
      const [x, y] = stroke[i];
      const [nextX, nextY] = stroke[i + 1];
      context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    }

    context.lineTo(...stroke.at(-1));
    context.stroke();
  }

  #press(event) {
    if (this.#pointer !== null || event.button !== 0) {
      return;
    }

    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#showsCursor = false;
    this.#begin(this.#place(event));
  }

  #move(event) {
    if (event.pointerId !== this.#pointer || !this.#current) {
      return;
    }

    const places = event.getCoalescedEvents?.() ?? [];
    for (const place of places.length > 0 ? places : [event]) {
      this.#add(this.#place(place));
    }

    this.#show(true);
  }

  #release(event) {
    if (event.pointerId === this.#pointer) {
      this.#end();
    }
  }

  #key(event) {
    const step = event.shiftKey ? 0.005 : 0.02;
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if ((!move && event.key !== ' ') || this.#pointer !== null || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    event.preventDefault();
    this.#showsCursor = true;
    if (move) {
      this.#cursor = this.#cursor.map((number, i) => Math.min(1, Math.max(0, number + move[i])));
      if (this.#current) {
        this.#add(this.#cursor);
      }

      this.#current ? this.#show(true) : this.draw();
    } else if (this.#current) {
      this.#end();
    } else {
      this.#begin(this.#cursor);
    }
  }

  #place(event) {
    const box = this.#canvas.getBoundingClientRect();
    const within = number => Math.min(1, Math.max(0, number));
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  }

  #begin(place) {
    this.#current = [place];
    this.#strokes.push(this.#current);
    this.#show(true);
  }

  #add(place) {
    const [x, y] = this.#current.at(-1);
    if (Math.hypot(place[0] - x, place[1] - y) >= LeastStep) {
      this.#current.push(place);
    }
  }

  #lift() {
    this.#showsCursor = false;
    this.#current && this.#pointer === null ? this.#end() : this.draw();
  }

  #end() {
    this.#current = null;
    this.#pointer = null;
    this.#show(false);
  }

  #show(isDrawing) {
    this.draw();
    this.#changed(isDrawing);
  }
}
