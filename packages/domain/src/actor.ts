/** Who acts: a signed-in person, or the platform itself (an arrived event, a fired timer). */
export type Actor = { type: 'person'; id: string } | { type: 'system'; because: 'event' | 'clock' | 'job' };

export const system = (because: 'event' | 'clock' | 'job'): Actor => ({ type: 'system', because });
export const person = (id: string): Actor => ({ type: 'person', id });
export const actorId = (actor: Actor): string => (actor.type === 'person' ? actor.id : 'system');
