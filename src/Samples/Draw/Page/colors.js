// The colours of the style sheet, as canvases need them: they follow the light or dark that the user prefers.

/** Red, green and blue, 0 to 255, of a custom property. */
export function color(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const numbers = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  probe.remove();
  return numbers;
}

export const css = ([red, green, blue]) => `rgb(${red} ${green} ${blue})`;
