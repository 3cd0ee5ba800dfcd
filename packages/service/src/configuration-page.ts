import { SETTINGS } from './config.ts'

/** The reference page `docs/configuration.md`, from the table of settings. */
export function configurationPage(): string {
  const rows = Object.values(SETTINGS).map(
    ({ env, form, standard, says, ...rest }) =>
      `| \`${env}\`${'secret' in rest ? ' *' : ''} | ${form} | ${standard} | ${says} |`,
  )
  return [
    '# Configuration',
    '',
    'Written from `packages/service/src/config.ts`; edit that file, then run',
    '`npx vitest run --project unit packages/service/src/configuration-page.test.ts -u`.',
    '',
    'Settings come from the environment; options of `bonafide serve` win over them. An unknown or malformed',
    '`BONAFIDE_…` name stops the start. Values that are only fit for development print a warning at start.',
    'Settings marked * can also lie in a file that `<name>_FILE` names, as secrets are mounted.',
    '',
    '| Setting | Form | Without it | Meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
