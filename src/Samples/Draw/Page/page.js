import { listModels, openModel, read, sendModel } from './api.js';
import { Answer } from './answer.js';
import { Layers } from './layers.js';
import { Pad } from './pad.js';

const MostModelBytes = 64 * 1024 * 1024;

const element = id => document.getElementById(id);
const answer = new Answer();
const layers = new Layers();
const pad = new Pad(element('pad'), isDrawing => changed(isDrawing));
const picker = element('model');

let model = null;
let isReading = false;
let isStale = false;
let isToBeSpoken = false;

/** @param isDrawing Whether a stroke is still being drawn; the answer is spoken when it ends. */
function changed(isDrawing) {
  element('undo').disabled = element('clear').disabled = pad.isEmpty;
  isToBeSpoken ||= !isDrawing;
  isStale = true;
  if (!isReading) {
    isReading = true;
    requestAnimationFrame(update);
  }
}

/** Reads what is drawn, one request at a time, until the answer is that of the latest drawing. */
async function update() {
  while (isStale && model) {
    isStale = false;
    const speaks = isToBeSpoken;
    isToBeSpoken = false;
    const [reader, isEmpty] = [model, pad.isEmpty];
    try {
      const reading = isEmpty ? null : await read(reader.id, pad.strokes);
      if (reader === model && isEmpty === pad.isEmpty) {
        show(reading, speaks);
      }
    } catch (error) {
      fail(error);
    }

    await new Promise(requestAnimationFrame);
  }

  isReading = false;
}

function show(reading, speaks) {
  if (reading) {
    answer.show(reading);
    layers.show(reading.hidden);
  } else {
    answer.clear();
    layers.clear();
  }

  if (speaks) {
    answer.speak(reading);
  }
}

function use(opened) {
  model = opened;
  element('architecture').textContent = opened.architecture;
  picker.value = opened.id;
  answer.setModel(opened);
  layers.setModel(opened);
  element('error').hidden = true;
  changed(pad.isEmpty);
}

async function refreshPicker() {
  picker.replaceChildren(...(await listModels()).map(({ id, name }) => new Option(name, id)));
}

async function pick(open) {
  try {
    const opened = await open();
    await refreshPicker();
    use(opened);
  } catch (error) {
    picker.value = model?.id ?? '';
    fail(error);
  }
}

async function sendFile(file) {
  if (file.size > MostModelBytes) {
    throw new Error(`'${file.name}' has ${Math.ceil(file.size / 1024 / 1024)} MiB; expected 64 MiB at most.`);
  }

  return sendModel(file);
}

function fail(error) {
  const box = element('error');
  box.querySelector('p').textContent = error.message;
  box.hidden = false;
}

picker.addEventListener('change', () => pick(() => openModel(picker.value)));
element('open').addEventListener('click', () => element('file').click());
element('file').addEventListener('change', event => {
  const [file] = event.target.files;
  event.target.value = '';
  if (file) {
    pick(() => sendFile(file));
  }
});
element('error').querySelector('button').addEventListener('click', () => { element('error').hidden = true; });
element('undo').addEventListener('click', () => pad.undo());
element('clear').addEventListener('click', () => pad.clear());
document.addEventListener('keydown', event => {
  if (event.target === picker) {
    return;
  }

  if (event.key === 'Escape') {
    pad.clear();
  } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
    event.preventDefault();
    pad.undo();
  }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  pad.draw();
  layers.draw();
});

pick(async () => {
  const [first] = await listModels();
  return openModel(first.id);
});
