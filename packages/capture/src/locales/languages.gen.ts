// Written by `npm run gen`; edit the files of this folder instead.
export const languages = [
  { code: 'ar', tag: 'ar', name: 'العربية', direction: 'rtl', load: () => import('./ar.ts') },
  { code: 'en', tag: 'en', name: 'English', direction: 'ltr', load: () => import('./en.ts') },
  { code: 'es', tag: 'es', name: 'Español', direction: 'ltr', load: () => import('./es.ts') },
  { code: 'fr', tag: 'fr', name: 'Français', direction: 'ltr', load: () => import('./fr.ts') },
  { code: 'id', tag: 'id', name: 'Bahasa Indonesia', direction: 'ltr', load: () => import('./id.ts') },
  { code: 'ja', tag: 'ja', name: '日本語', direction: 'ltr', load: () => import('./ja.ts') },
  { code: 'ko', tag: 'ko', name: '한국어', direction: 'ltr', load: () => import('./ko.ts') },
  { code: 'ms', tag: 'ms', name: 'Bahasa Melayu', direction: 'ltr', load: () => import('./ms.ts') },
  { code: 'pt', tag: 'pt', name: 'Português', direction: 'ltr', load: () => import('./pt.ts') },
  { code: 'ru', tag: 'ru', name: 'Русский', direction: 'ltr', load: () => import('./ru.ts') },
  { code: 'th', tag: 'th', name: 'ไทย', direction: 'ltr', load: () => import('./th.ts') },
  { code: 'tr', tag: 'tr', name: 'Türkçe', direction: 'ltr', load: () => import('./tr.ts') },
  { code: 'TW', tag: 'zh-Hant', name: '繁體中文', direction: 'ltr', load: () => import('./tw.ts') },
  { code: 'vi', tag: 'vi', name: 'Tiếng Việt', direction: 'ltr', load: () => import('./vi.ts') },
  { code: 'zh', tag: 'zh-Hans', name: '简体中文', direction: 'ltr', load: () => import('./zh.ts') },
] as const
