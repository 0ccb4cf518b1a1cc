// Requests to the program. What fails throws an error with a message for the user.

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error('The program does not answer. Does it still run?');
  }

  const answer = await response.json().catch(() => null);
  if (!response.ok || answer === null) {
    throw new Error(answer?.error ?? `The program answered with ${response.status}.`);
  }

  return answer;
}

export const listModels = () => ask('models');

export const openModel = id => ask(`models/${id}`);

export const sendModel = file => ask(`models?name=${encodeURIComponent(file.name)}`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/octet-stream' },
  body: file,
});

export const read = (id, strokes) => ask(`models/${id}/read`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ strokes }),
});
