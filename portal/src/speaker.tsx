import { createContext, useContext } from 'react';
import type { Language } from './words';

export const Speaker = createContext<(language: Language) => void>(() => undefined);

/** Changes the language of the whole portal at once. */
export const useSpeak = (): ((language: Language) => void) => useContext(Speaker);
