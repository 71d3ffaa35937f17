import { App as Antd, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useLayoutEffect, useState } from 'react';
import { RouterProvider } from 'react-router';
import { Problem } from './api/problem';
import { router } from './routes';
import { SignedIn } from './session';
import { Speaker } from './speaker';
import { themes, variables } from './theme';
import { language, speak, type Language } from './words';

const again = (count: number, error: Error): boolean => count < 2 && error instanceof Problem && error.unanswered;
const client = new QueryClient({ defaultOptions: { queries: { retry: again, staleTime: 15_000, refetchOnWindowFocus: true } } });

const darkness = '(prefers-color-scheme: dark)';

/** Dark or light as the system is set; kept in step with it. */
function useDark(): boolean {
  const [dark, setDark] = useState(() => matchMedia(darkness).matches);
  useEffect(() => {
    const query = matchMedia(darkness);
    const follow = (): void => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = dark ? 'dark' : 'light';
    for (const [name, value] of Object.entries(variables(dark ? 'dark' : 'light'))) root.style.setProperty(`--${name}`, value);
  }, [dark]);
  return dark;
}

export function Portal() {
  const dark = useDark();
  const [spoken, setSpoken] = useState<Language>(language);
  useLayoutEffect(() => {
    document.documentElement.lang = spoken === 'zh' ? 'zh-CN' : 'en-US';
    dayjs.locale(spoken === 'zh' ? 'zh-cn' : 'en');
  }, [spoken]);
  const change = (next: Language): void => {
    speak(next);
    void client.invalidateQueries();
    setSpoken(next);
  };
  return (
    <ConfigProvider theme={dark ? themes.dark : themes.light} button={{ autoInsertSpace: false }} locale={spoken === 'zh' ? chinese : english} key={spoken}>
      <Antd message={{ maxCount: 2, duration: 4 }}>
        <QueryClientProvider client={client}>
          <Speaker.Provider value={change}>
            <SignedIn><RouterProvider router={router} /></SignedIn>
          </Speaker.Provider>
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
}
