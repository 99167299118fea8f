declare global {
  /** The files that draw traces of a type; build.mjs knows their names. */
  const PLOTLY_FILES: Record<string, string[]>;
  /** The file of each kind of control that comes later. */
  const CONTROL_FILES: Record<string, string>;
  const ONNXRUNTIME: { sha256: string; bytes: number; packed: number };
}

/** What the player is given and what its parts hand to each other. `explainers/_core` writes the spec. */

export interface Spec {
  format: 1;
  name: string;
  title: string;
  description: string;
  summary: string;
  first_summary: string;
  model: ModelInfo;
  controls: Control[];
  constants: Record<string, Packed | Stored>;
  random: Record<string, Random>;
  carry: Record<string, string>;
  record: string[];
  /** Outputs in which NaN stands for what is not there. */
  gaps: string[];
  /** The output that a reader may save as a file. */
  image: string | null;
  /** Whether runs can be kept, and drawn side by side. */
  beside: boolean;
  /** How many steps lie between two at which goals are judged. */
  judged_every: number;
  listing: Listing | null;
  tally: Tallied | null;
  /** Lists of words that numbers stand for. */
  words: Record<string, string[]>;
  figures: { wide: Drawing; narrow?: Drawing };
  narrow_below: number;
  /** Whether anything in its figures is drawn in space. */
  solid: boolean;
  /** Whether most of them can be drawn before there are numbers. */
  ahead: boolean;
  theme: Record<Mode, Theme>;
  markup?: string;
}

/** How runs are drawn side by side, by their number and form; a file of its own. */
export interface Beside {
  format: 1;
  figures: Record<string, { wide: Drawing; narrow?: Drawing }>;
  words: Record<string, string[]>;
  solid: boolean;
}

/** What is counted over a whole data set. */
export interface Tallied {
  model: ModelInfo;
  /** The names of the model's inputs that come from the figure. */
  takes: string[];
  /** What is carried on from batch to batch: outputs by the inputs that they go to. */
  carry: Record<string, string>;
  batches: number;
  data: Record<string, Stored>;
  /** The controls on which it depends. */
  controls: string[];
  /** What it comes to as the page opens. */
  first: Record<string, Packed>;
}

/** An array in a spec: float32, as base64. */
export interface Packed {
  shape: number[];
  base64: string;
}

/** An array of a data set: a part of its file. */
export interface Stored {
  file: string;
  dtype: "uint4" | "uint8" | "float32";
  shape: number[];
  offset: number;
}

export interface ModelInfo {
  name: string;
  engine: string;
  /** A file, or of a model with cases one for each value of the first. */
  files: { file: string; sha256: string }[];
  /** The file that its figure opens with. */
  opens: number;
  /** Of what values there are graphs of their own, by the inputs that choose among them. */
  cases: Record<string, number[]>;
  inputs: Record<string, number[]>;
  outputs: Record<string, number[]>;
  /** The file of weights that a model of the large network shares with others. */
  weights?: { file: string; sha256: string; bytes: number };
}

/** What a host, such as a notebook, hands over to one of its figures. */
export interface Supply {
  /** The names of the files that it has. */
  files: string[];
  /** Those that are here already. */
  early: Map<string, Uint8Array<ArrayBuffer>>;
  /** The bytes of one; `came` is told of them as they come. */
  file(name: string, came?: (count: number) => void): Promise<Uint8Array<ArrayBuffer>>;
  /** What the page calls its defaults. */
  values(): Record<string, unknown>;
  /** The hash that says how the figure opens. */
  link(): string;
}

/** What anywidget shares with Python. */
export interface Model {
  get(name: string): any;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object): void;
  on(event: string, told: (...given: any[]) => void): void;
  off(event: string, told: (...given: any[]) => void): void;
}

/** Told how much of a long download is there, from 0 to 1; null when nothing is being loaded any more. */
export type Report = (share: number | null) => void;

/** A pause between two parts of some work, where one is due. */
export type Rest = () => unknown;

export type Mode = "light" | "dark";
export type Nested = number | Nested[];
export type Plain = number | null | Plain[];
export type Arrays = Record<string, Float32Array>;

export interface Theme {
  colors: Record<string, string>;
  template: object;
}

export interface Drawing {
  figure: Figure;
  bindings: Binding[];
  height: number;
}

export interface Figure {
  data: Record<string, any>[];
  layout: Record<string, any>;
}

export type Binding = { path: (string | number)[]; source: string } & (
  | { offset: number; shape: number[]; strides: number[] }
  | { indices: Nested }
) & { shown?: "words" | "pixels" | "tinted"; words?: string };

export interface Random {
  distribution: "uniform" | "normal";
  shape: number[];
  low?: number;
  high?: number;
  mean?: number;
  std?: number;
  each_step: boolean;
  seed: string;
}

/** What a spec says of every control that has a value of type V; its kind adds more. */
export interface Base<V> {
  kind: string;
  name: string;
  label: string;
  /** The model input that it feeds, if any, and the one element of it, or null for the whole. */
  input: string | null;
  index: number | null;
  group: string | null;
  value: V;
  /** Another control, and its values with which this one is seen; null: always. */
  when: [string, ...Value[]] | null;
  /** Other controls that go back to how the page opened when a reader works this one. */
  clears?: string[];
  /** Whether another value begins another run. */
  restarts: boolean;
  /** Whether what it feeds is only looked at: no step depends on it. */
  aside: boolean;
}

export interface Play {
  kind: "play";
  name: string;
  label: string;
  group: string | null;
  steps: number;
  speed: number | null;
  speeds: (number | null)[];
  autoplay: number;
  /** Outputs of one number that Play may stop at. */
  stops: string[];
  /** An output of one number: where it has come to 0, Play pauses by itself. */
  pauses: string | null;
  when: [string, ...Value[]] | null;
}

/** How to get where an address leads: with changes on the way, or in the state that it carries. */
export type Way = { step?: number; state?: Float32Array; log: Change[] };

/** Where Play stops by itself: at a step, or once an output is below a number at a step at which goals are judged. */
export type Stop = { name: string; at: number };

export type Valued = Base<Value> & Record<string, any>;
export type Control = Valued | Play;
export type Value = number | string | boolean | number[];
export type Values = Record<string, Value>;

/** What was set when a run had come to a step. */
export interface Change {
  step: number;
  values: Values;
}

/** A run as an address says it: what it begins with, what is changed on its way, and the step that it has come to. */
export interface Course {
  initial: Values;
  log: Change[];
  last: number;
}

/** A model that can run. Arrays that it returns hold until it runs again. */
export interface Engine {
  run(feeds: Arrays): Arrays | Promise<Arrays>;
  /** Compute only what is carried on to the next step, at once. */
  step?(feeds: Arrays): Arrays;
  /** The same, and the outputs of one number; there if `step` is. */
  score?(feeds: Arrays): Arrays;
  /** Put every output `next_NAME` into the input NAME. */
  carry?(): void;
  /** Its own feeds, to be filled by whoever runs it; others after `settle`. */
  inputs?: Arrays;
  /** Have here what such feeds will ask for; of the inputs, those that choose are enough. */
  prepare?(feeds: Arrays): Promise<void>;
  /** Have ready what the feeds ask for. */
  settle?(): Promise<void> | undefined;
  /** Give its memory back, where it has any to speak of. */
  close?(): void;
}

/** A kind of control: `src/controls/NAME.js` exports it as `kind`. One without a value has none of this. */
export interface Kind<C = any> {
  /** The value made canonical; a RangeError says what is allowed. */
  check?(control: C, value: unknown): Value;
  /** What the model gets, flat; nothing where the control feeds no input. */
  feed?(control: C, value: any): ArrayLike<number>;
  /** The same of a control that feeds several inputs, by their names. */
  feeds?(control: C, value: any): Record<string, ArrayLike<number>>;
  /** Writes into the input that it feeds, where it does not feed all of it, or is quicker so. */
  put?(control: C, value: any, input: Float32Array): void;
  /** Whether a value is something done at a step, which is over with the next run; its default is nothing. */
  momentary?(control: C): boolean;
  /** From an address, not checked yet. */
  read?(text: string): unknown;
  /** A value in words; without it, as it is. */
  said?(control: C, value: any): string;
  /** Have ready what `feed` needs. */
  prepare?(control: C, value: any): Promise<void>;
  /** Whether an address can name it. */
  linked?(value: any): boolean;
  /** Bring its native inputs, which are in the box, to life. */
  attach?(box: HTMLElement, control: C, host: Host): Handle;
}

/** The page's side of one control: where the reader works it, and how it shows a value. */
export interface Handle {
  /** Show a value, whoever set it. */
  show(value: any): void;
  /** Show what the model gave, each time that the figure is painted. */
  refresh?(): void;
  /** What the reader entered before the player was there; undefined when nothing. */
  touched?(): any;
  /** Let go of what outlives the element. */
  close?(): void;
}

/** What a control may ask of the figure that it stands in. */
export interface Host {
  /** Resolves when it is painted. */
  set(values: Values): Promise<void>;
  /** What the model would give of these outputs, were one of its inputs other numbers; nothing is changed by that. */
  ask(input: string, numbers: number[], outputs: string[]): Promise<Record<string, number[]>>;
  /** The numbers of one of the model's inputs or outputs, as they stand. */
  read(name: string): Float32Array;
  /** The values of all controls. */
  values(): Values;
  /** Another control of the figure. */
  control(name: string): any;
  /** Whether a control is seen, as the others stand. */
  applies(control: { when: [string, ...Value[]] | null }): boolean;
  step(): number;
  /** The data coordinates under a pointer in a panel of the figure, or null beside it. */
  locate(event: MouseEvent, panel: [string, string]): [number, number] | null;
  /** Where in that box, in px, a place in a panel of the figure is; null while there is none. */
  place(at: [number, number], panel: [string, string]): [number, number] | null;
  /** The box that holds the live figure. */
  stage: HTMLElement;
}

/** What is looked at: a control's value, an output or input of the model or one number of it, or the step. */
export interface Subject {
  of: "control" | "input" | "output" | "step";
  name: string;
  at: number | null;
}

/** A program that follows the settings. */
export interface Listing {
  title: string;
  open: boolean;
  parts: Part[];
  /** For the defaults. */
  first: Piece[];
}

/** A text, and what it is: "comment", "text", "word", a field's "set" or "packed", or "". */
export type Piece = [string, string];

/** Lines of it, there while all comparisons of one list of `when` hold. */
export interface Part {
  when: Comparison[][];
  pieces: (string | Piece | Field)[];
}

/** A setting in a line: the value of a control or of an input. */
export interface Field {
  of: "control" | "input";
  name: string;
  /** What is taken of it, one after another, each along the first axis: one, or from one up to another. */
  cuts: (number | [number, number | Field])[];
  /** As base64. */
  packed: boolean;
}

export type Comparison = Subject & { is: string; value: number | string | boolean };

/** A goal as data; `explainers/_core/goals` reads it from a page. */
export interface Goal {
  key: string;
  when: Comparison[];
  /** Steps for which all of `when` must hold. */
  lasting: number;
  /** Of what a record is kept. */
  best: (Subject & { better: "lowest" | "highest" }) | null;
}
