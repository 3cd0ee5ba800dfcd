/**
 * What the app runs in the page for a step back: the page asks whether the person wants to leave, as it does at its own key.
 * Nothing of the app goes into the page. Web views of iOS want a script to end with a value.
 */
export const LEAVE_SCRIPT = "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })); true"
