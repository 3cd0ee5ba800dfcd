import type { DeviceReport } from '@bonafide/protocol'
import { cutAll } from './cut.ts'

/** Names that drivers and tools put on the window or the document (Selenium, ChromeDriver, PhantomJS, Nightmare, Playwright). */
const MARKS =
  /^(?:\$?cdc_|\$chrome_asyncScriptInfo|__(?:webdriver|selenium|driver|fxdriver|nightmare|phantomas|playwright|pw|puppeteer)|_(?:phantom|selenium|Selenium_IDE_Recorder)|callPhantom|callSelenium|domAutomation|webdriver_|selenium-)/
const MOST_NAMES = 8

export function lookAtAutomation(): DeviceReport['automation'] {
  const names = [...Object.getOwnPropertyNames(window), ...Object.getOwnPropertyNames(document)]
  return {
    webdriver: navigator.webdriver === true,
    marks: cutAll(names.filter((name) => MARKS.test(name)).slice(0, MOST_NAMES), 64),
  }
}
