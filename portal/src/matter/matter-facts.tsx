import type { FileView, MatterView } from '../api/wire';
import { at } from '../formats/dates';
import { label } from '../words';
import { FileLine } from './files';

/** What registers know of the matter: number, date, paper, receipts. */
export function MatterFacts({ matter, now }: { matter: MatterView; now: Date }) {
  const facts = matter.facts ?? [];
  if (facts.length === 0) return null;
  return (
    <dl className="dl facts">
      {facts.map((fact, index) => (
        <div key={index} data-fact={fact.name}>
          <dt>{label(fact.label, fact.name ?? '')}</dt>
          <dd className="num m">{fact.file?.id ? <FileLine file={fact.file as FileView} service={matter.service} company={matter.companyId} /> : fact.value || (fact.at ? at(new Date(fact.at), now) : '')}</dd>
        </div>
      ))}
    </dl>
  );
}
