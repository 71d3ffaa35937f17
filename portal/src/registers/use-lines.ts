import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { pageRegister, type RegisterQuery } from '../api/registers';
import type { Form } from '../api/wire';

/** Lines of a register as asked for, page by page, with the total and the proof of the series. */
export function useLines(service: string, company: string, register: string, query: RegisterQuery) {
  const answer = useInfiniteQuery({
    queryKey: ['register', service, company, register, query], queryFn: ({ pageParam }) => pageRegister(service, company, register, query, pageParam || undefined),
    initialPageParam: '', getNextPageParam: (last) => last.next || undefined, placeholderData: (before) => before,
  });
  const lines = useMemo(() => (answer.data?.pages ?? []).flatMap((page) => (page.lines ?? []) as Form[]), [answer.data]);
  const first = answer.data?.pages[0];
  return { ...answer, lines, total: Number(first?.total ?? lines.length), gaps: first?.gaps ?? [] };
}
