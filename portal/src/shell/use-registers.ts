import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getRegisters } from '../api/registers';
import { useSession } from '../session';
import { label } from '../words';

export interface RegisterLink {
  to: string;
  title: string;
  register: string;
}

/** The registers of documents, as the service lists them for the acting company. */
export function useRegisters(): RegisterLink[] {
  const { acting } = useSession();
  const { data } = useQuery({ queryKey: ['registers', 'docs', acting.id], queryFn: () => getRegisters('docs', acting.id), staleTime: 600_000 });
  return useMemo(
    () => (data?.registers ?? []).map((one) => ({ register: one.register, title: label(one.title, one.register), to: `/${acting.code}/docs/registers/${one.register}` })),
    [data, acting],
  );
}
