// What a frame with the widget and the page around it say to each other: all that a message may hold, and nothing else.
// docs/embedding-messages.md describes them. Joined by the build to the scripts of both.
const VERSION = 1;

const isText = (value) => typeof value === "string";
const isHeight = (value) => Number.isInteger(value) && value > 0 && value <= 1e6;
const isProfile = (value) => value === null || (typeof value === "object" && !Array.isArray(value));

const TO_PAGE = {
  ready: {},
  height: { height: isHeight },
  complete: { link: isText, profile: isProfile },
  error: { cause: isText, message: isText },
};
const TO_FRAME = { hello: {}, open: { link: isText } };

const message = (type, content) => ({ interlocal: VERSION, type, ...content });

// The type and the content of a message, where it is one of these.
const readMessage = (data, kinds) => {
  const { interlocal, type, ...content } = data ?? {};
  if (interlocal !== VERSION || !isText(type) || !Object.hasOwn(kinds, type)) return undefined;
  const fields = Object.entries(kinds[type]);
  const isWhole = fields.every(([name, fits]) => fits(content[name])) && Object.keys(content).length === fields.length;
  return isWhole ? { type, content } : undefined;
};
