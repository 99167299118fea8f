// Twin: _core/words/differences.py
/**
 * What differs between the settings of two runs, in words: "Learning rate 0.1, not 0.03; batch size 4, not 10".
 * @import {Change, Course, Value, Valued} from "../types"
 */
import { KINDS } from "../controls/index.js";
import { applies, same } from "./values.js";

/**
 * What a kept run has that the run now has not, and in place of what, then what was changed on the way of only one.
 * What applies to neither run is left out.
 * @param {Valued[]} controls
 * @param {Pick<Course, "initial" | "log">} kept
 * @param {Pick<Course, "initial" | "log">} now
 */
export function differences(controls, kept, now) {
  const [values, others] = [kept.initial, now.initial];
  const seen = controls.filter((control) => applies(control, values) || applies(control, others));
  const differing = seen.filter(({ name }) => !same(values[name], others[name]));
  const pairs = differing.map((control) => told(controls, control, values[control.name], others[control.name]));
  const seeds = differing.every(({ kind }) => kind === "seed"); // or none
  const [own, lacking] = [onTheWay(controls, kept.log, now.log), onTheWay(controls, now.log, kept.log)];
  const first = own || lacking ? "The same settings at first" : "The same settings";
  const parts = seeds
    ? [`${first}${pairs.map((pair) => `, but ${uncapped(pair)}`).join("")}`]
    : pairs.map((pair, i) => (i ? uncapped(pair) : pair));
  if (own) parts.push(`changed on the way: ${own}`);
  if (lacking) parts.push(`the run now changed on the way: ${lacking}`);
  return parts.join("; ");
}

/** A value in words. @param {Valued} control @param {Value} value */
const said = (control, value) => KINDS[control.kind].said?.(control, value) ?? String(value);

/**
 * A control's value in a run, and that in the other.
 * @param {Valued[]} controls
 * @param {Valued} control
 * @param {Value} value
 * @param {Value} other
 */
function told(controls, control, value, other) {
  const [words, others] = [said(control, value), said(control, other)];
  return `${named(controls, control)} ${words}, ${words === others ? "but not the same" : `not ${others}`}`;
}

/**
 * The changes on the way of a run that the other has not.
 * @param {Valued[]} controls
 * @param {Change[]} log
 * @param {Change[]} others
 */
function onTheWay(controls, log, others) {
  const known = others.flatMap((change) => listed(change));
  return log
    .flatMap((change) => listed(change))
    .filter(
      ({ step, name, value }) =>
        !known.some((each) => each.step === step && each.name === name && same(each.value, value)),
    )
    .map(({ step, name, value }) => {
      const control = /** @type {Valued} */ (controls.find((each) => each.name === name));
      return `${uncapped(named(controls, control))} ${said(control, value)} from step ${step}`;
    })
    .join(", ");
}

/** @param {Change} change */
function listed({ step, values }) {
  return Object.entries(values).map(([name, value]) => ({ step, name, value }));
}

/**
 * What a control is called, with its group where others are called so.
 * @param {Valued[]} controls
 * @param {Valued} control
 */
function named(controls, { group, label }) {
  const others = controls.filter((each) => each.label === label).length > 1;
  return group && others ? `${label} (${uncapped(group)})` : label;
}

/** A text within a sentence: its first letter small, unless there are other capitals. @param {string} text */
function uncapped(text) {
  const rest = text.split(" ")[0].slice(1);
  const small = rest === rest.toLowerCase() && rest !== rest.toUpperCase();
  return small ? text[0].toLowerCase() + text.slice(1) : text;
}
