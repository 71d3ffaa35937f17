import { useQuery } from '@tanstack/react-query';
import { getWay, type Place } from '../api/matters';
import { matterKey } from '../matter/use-matter';
import { Icon } from '../parts/icon';
import { useSession } from '../session';
import { actor } from '../way/people';
import { t } from '../words';

/** Why it came back stands over the form while it is mended. */
export function Returned({ place }: { place: Place }) {
  const { me } = useSession();
  const { data } = useQuery({ queryKey: [...matterKey(place), 'way'], queryFn: () => getWay(place) });
  const line = (data?.lines ?? []).findLast((one) => one.operation === 'return' || one.operation === 'disagree');
  if (!line) return null;
  return <div className="returned" role="note"><Icon of="back" />{t('editor.returned', { who: actor(line, me.id), opinion: line.opinion ?? '' })}</div>;
}
