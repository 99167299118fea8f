/**
 * A network as one would first write it for a playground: an object for each unit and for each link, numbers in double
 * precision, an activation that each unit may choose, a penalty that each link may have. It is what the compiled
 * network is measured against. Two numbers in, half the squared error.
 */

/** @typedef {{ of: (x: number) => number, slope: (x: number) => number }} Curve */

/** @type {Record<string, Curve>} */
const ACTIVATIONS = {
  tanh: { of: (x) => Math.tanh(x), slope: (x) => 1 - Math.tanh(x) ** 2 },
  relu: { of: (x) => Math.max(x, 0), slope: (x) => (x > 0 ? 1 : 0) },
  linear: { of: (x) => x, slope: () => 1 },
};

/** @type {Record<string, Curve>} */
const PENALTIES = {
  none: { of: () => 0, slope: () => 0 },
  l1: { of: (w) => Math.abs(w), slope: (w) => Math.sign(w) },
  l2: { of: (w) => 0.5 * w * w, slope: (w) => w },
};

class Link {
  slope = 0;
  slopes = 0; // of a minibatch, added up
  counted = 0;

  /** @param {Unit} from @param {Unit} to @param {number} weight @param {Curve} penalty */
  constructor(from, to, weight, penalty) {
    Object.assign(this, { from, to, weight, penalty });
  }
}

class Unit {
  /** @type {Link[]} */
  incoming = [];
  /** @type {Link[]} */
  outgoing = [];
  bias = 0.1;
  total = 0;
  activation = 0;
  slope = 0; // of the loss, by its activation
  totalSlope = 0; // by what comes in
  slopes = 0; // of a minibatch, added up
  counted = 0;

  /** @param {Curve} curve */
  constructor(curve) {
    this.curve = curve;
  }

  fire() {
    this.total = this.bias;
    for (const link of this.incoming) this.total += link.weight * link.from.activation;
    this.activation = this.curve.of(this.total);
  }

  blame() {
    this.totalSlope = this.slope * this.curve.slope(this.total);
    this.slopes += this.totalSlope;
    this.counted++;
    for (const link of this.incoming) {
      link.slope = this.totalSlope * link.from.activation;
      link.slopes += link.slope;
      link.counted++;
    }
  }

  /** @param {number} rate @param {number} strictness */
  learn(rate, strictness) {
    this.bias -= (rate * this.slopes) / this.counted;
    this.slopes = this.counted = 0;
    for (const link of this.incoming) {
      link.weight -= rate * (link.slopes / link.counted + strictness * link.penalty.slope(link.weight));
      link.slopes = link.counted = 0;
    }
  }
}

export class Network {
  /** @param {number[]} sizes of its layers @param {() => number} random weights to begin with */
  constructor(sizes, random, activation = "tanh", penalty = "none") {
    this.layers = sizes.map((size) => Array.from({ length: size }, () => new Unit(ACTIVATIONS[activation])));
    for (let layer = 1; layer < sizes.length; layer++)
      for (const to of this.layers[layer])
        for (const from of this.layers[layer - 1]) {
          const link = new Link(from, to, random(), PENALTIES[penalty]);
          to.incoming.push(link);
          from.outgoing.push(link);
        }
  }

  /** One step on a minibatch of [x, y, target]. @param {number[][]} batch @param {number} rate */
  step(batch, rate, strictness = 0) {
    for (const [x, y, target] of batch) {
      this.ask([x, y]);
      this.correct(target);
    }
    for (let i = 1; i < this.layers.length; i++) for (const unit of this.layers[i]) unit.learn(rate, strictness);
  }

  /** @param {number[]} inputs */
  ask(inputs) {
    this.layers[0].forEach((unit, i) => (unit.activation = inputs[i]));
    for (let i = 1; i < this.layers.length; i++) for (const unit of this.layers[i]) unit.fire();
    return this.layers[this.layers.length - 1][0].activation;
  }

  /** @param {number} target */
  correct(target) {
    const output = this.layers[this.layers.length - 1][0];
    output.slope = output.activation - target;
    for (let layer = this.layers.length - 1; layer > 0; layer--) {
      for (const unit of this.layers[layer]) unit.blame();
      if (layer === 1) continue;
      for (const unit of this.layers[layer - 1]) {
        unit.slope = 0;
        for (const link of unit.outgoing) unit.slope += link.weight * link.to.totalSlope;
      }
    }
  }
}
