import type { WayView } from '../api/wire';
import { near } from '../formats/dates';
import { Icon } from '../parts/icon';
import { useSession } from '../session';
import { actor } from '../way/people';
import { label } from '../words';
import type { StepTitle } from '../way/way';
import { lastOpinion } from './why';

/** Phone: the last opinion stands above the decision. */
export function LastWord({ way, title, now }: { way: WayView; title: StepTitle; now: Date }) {
  const { me } = useSession();
  const line = lastOpinion(way);
  if (!line) return null;
  const returned = line.operation === 'return';
  return (
    <div className="last-word">
      <span className={returned ? 'ret' : 'ok'}><Icon of={returned ? 'back' : 'tick'} size={18} /></span>
      <div><b>{actor(line, me.id)}</b> <span className="t2">{label(line.title, title(line.step ?? ''))} {line.at ? near(new Date(line.at), now) : ''}</span><br />{line.opinion}</div>
    </div>
  );
}
