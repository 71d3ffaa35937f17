import type { Operation } from '../walk/gate';
import { agree } from './agree';
import { arrive } from './arrive';
import { assign } from './assign';
import { change } from './change';
import { copyDraft } from './copy-draft';
import { disagree } from './disagree';
import { discard } from './discard';
import { done } from './done';
import { fire } from './fire';
import { redo } from './redo';
import { resubmit } from './resubmit';
import { giveBack } from './return';
import { submit } from './submit';
import { transfer } from './transfer';
import { urge } from './urge';
import { withdraw } from './withdraw';

/** Every operation of the truth table that exists, in the order in which a screen shows them. */
export const operations: readonly Operation[] = [
  agree,
  done,
  disagree,
  giveBack,
  redo,
  transfer,
  assign,
  submit,
  resubmit,
  change,
  withdraw,
  discard,
  urge,
  copyDraft,
  arrive,
  fire,
];

export const operationNamed: ReadonlyMap<string, Operation> = new Map(operations.map((one) => [one.name, one]));
