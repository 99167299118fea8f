/** The events that Plotly tells of what a mouse did: here nobody listens, as a control is a native input. */

const none = () => {};

export class EventEmitter {
  on = none;
  once = none;
  emit = none;
  removeListener = none;
  removeAllListeners = none;
}
