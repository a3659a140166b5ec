/** Attributes by which a button opens or closes a popover without a script; React 18 knows them only in lower case. */
export function popoverButton(target: string, action: 'toggle' | 'show' | 'hide' = 'toggle') {
  return { popovertarget: target, popovertargetaction: action } as object
}

/** Attributes of the element that is opened. */
export const popover = { popover: 'auto' } as object
