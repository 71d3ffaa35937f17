import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getKinds } from '../api/matters';
import type { KindView, RowView } from '../api/wire';
import { useSession } from '../session';
import { label, say } from '../words';

/** 发文 2026-0412, OUT 2026-0412; empty before the first submission. */
export const caseNumber = (kind: KindView | undefined, serial: string | undefined): string => (serial ? `${label(kind?.serial)} ${serial}`.trim() : '');

export interface KindTitles {
  kind(row: { service?: string; kind?: string }): string;
  number(row: { service?: string; kind?: string; serial?: string }): string;
  step(row: Pick<RowView, 'service' | 'kind' | 'step' | 'taskKind'>): { zh?: string; en?: string } | undefined;
  of(service: string, kind: string): KindView | undefined;
}

/** Kinds of a service as drawn for a company; fetched once. */
export const kindsQuery = (service: string, company: string) => ({ queryKey: ['kinds', service, company], queryFn: () => getKinds(service, company), staleTime: 600_000 });

/** Words of kinds and steps for the services named. */
export function useTitles(services: string[]): KindTitles {
  const { acting } = useSession();
  const answers = useQueries({ queries: services.map((service) => kindsQuery(service, acting.id)) });
  const stamp = answers.map((one) => one.dataUpdatedAt).join();
  return useMemo(() => {
    const known = new Map<string, KindView>();
    answers.forEach((one, index) => (one.data?.kinds ?? []).forEach((kind) => known.set(`${services[index]}/${kind.kind}`, kind)));
    const of = (service: string, kind: string) => known.get(`${service}/${kind}`);
    return {
      of,
      kind: ({ service = '', kind = '' }) => label(of(service, kind)?.title, kind),
      number: ({ service = '', kind = '', serial }) => caseNumber(of(service, kind), serial),
      step: ({ service, kind = '', step = '', taskKind = '' }) =>
        taskKind === 'revise' ? { zh: say('op.resubmit', ''), en: say('op.resubmit', '') } : (of(service, kind)?.steps?.find((one) => one.step === step)?.title ?? { zh: step, en: step }),
    };
    // Answers are new objects at each draw; their times say whether they changed.
  }, [stamp, services.join()]);
}
