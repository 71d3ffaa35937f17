import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getMatter, getVersions, getWay, type Place } from '../api/matters';
import type { KindView, MatterView, NamedView } from '../api/wire';
import { kindsQuery } from '../inbox/titles';
import { label, named } from '../words';

export const matterKey = (place: Place): string[] => ['matter', place.matter];

/** A matter with its way and its kind; each part fails and is asked for again by itself. */
export function useMatter(place: Place) {
  const matter = useQuery({ queryKey: matterKey(place), queryFn: () => getMatter(place) });
  const way = useQuery({ queryKey: [...matterKey(place), 'way'], queryFn: () => getWay(place) });
  const kinds = useQuery(kindsQuery(place.service, place.company));
  const kind = kinds.data?.kinds?.find((one) => one.kind === matter.data?.kind);
  return { matter, way, kind };
}

export const useVersions = (place: Place, on: boolean) =>
  useQuery({ queryKey: [...matterKey(place), 'versions'], queryFn: async () => (await getVersions(place)).versions ?? [], enabled: on });

/** The words of a step, from the kind. */
export const stepTitle = (kind: KindView | undefined) => (step: string): string => label(kind?.steps?.find((one) => one.step === step)?.title, step);

export type NameOf = (id: string) => string;

/** Names of what the form mentions by id. What has no name is not shown: ids are for machines. */
export function useNames(matter: MatterView | undefined): NameOf {
  return useMemo(() => {
    const known = new Map((matter?.names as NamedView[] | undefined ?? []).map((one) => [one.id, named(one)]));
    return (id) => known.get(id) ?? '';
  }, [matter]);
}

/** The value of a field by its name, however the name is cased on the wire. */
export function fieldOf(form: Record<string, unknown> | undefined, name: string): unknown {
  if (!form) return undefined;
  if (name in form) return form[name];
  const camel = name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return camel in form ? form[camel] : form[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}
