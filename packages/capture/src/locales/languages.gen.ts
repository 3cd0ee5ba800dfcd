// Written by `npm run gen`; edit the files of this folder instead.
export const languages = [
  { code: 'en', tag: 'en', name: 'English', direction: 'ltr', load: () => import('./en.ts') },
  { code: 'es', tag: 'es', name: 'Español', direction: 'ltr', load: () => import('./es.ts') },
  { code: 'zh', tag: 'zh-Hans', name: '简体中文', direction: 'ltr', load: () => import('./zh.ts') },
] as const
