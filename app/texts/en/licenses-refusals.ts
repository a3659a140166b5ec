import type { licensesRefusals as zhRefusals } from '../zh/licenses-refusals'

export const licensesRefusals: {
  [K in keyof typeof zhRefusals]: (typeof zhRefusals)[K] extends string
    ? string
    : (facts: Record<string, string>) => string
} = {
  'entitlement-unknown': 'There is no such license, or it belongs to another organization.',
  'no-free-unit': 'Not enough free units; none was assigned.',
  'list-names-unknown': ({ lines = '', more = '0' }) =>
    `Nothing was assigned: line ${lines}${more === '0' ? '' : `, and ${more} more,`} is neither a computer in use nor a member.`,
  'nobody-chosen': 'Choose computers or people first.',
  'more-than-held': 'That is more than there is.',
  'price-not-held': 'This price is no longer held. Please join the next round.',
  'true-up-open': 'A true-up of this product waits already. Change its number instead.',
  'true-up-changed': 'The number has just been changed. Please look at the new one before you confirm.',
  'units-not-free-to-give':
    'This license cannot be given now: it must be running and undisputed, and neither an evaluation nor a site license.',
  'oem-stays-with-computer': 'A pre-installed license stays with its computer and cannot be given alone.',
  'more-than-unassigned': 'That is more than the unassigned units. Return some first.',
  'consent-needed':
    'The contract does not let these units be transferred. Please add the publisher’s consent.',
  'receiver-unknown': 'There is no verified enterprise with this unified social credit code.',
  'receiver-is-self': 'The receiver cannot be your own enterprise.',
  'nothing-goes-along': 'No running license came with this computer. Move it out on its own page.',
  'computer-rights-hindered':
    'A license that came with it is disputed or suspended; it cannot be handed over until that is settled.',
  'computer-rights-forbidden':
    'A license that came with it may not go to another owner. Please add the publisher’s consent.',
  'computer-already-offered': 'This computer is offered already. Wait for that to end, or withdraw it.',
  'computer-already-gone': 'This computer was scrapped or has left.',
  'asset-number-needed': 'Enter its asset number in your enterprise.',
  'asset-number-used': ({ no = '' }) => `Asset number ${no} is in use already.`,
  'transfer-unknown': 'There is no such transfer, or it is not yours.',
  'approver-needed': 'Writing a license off needs an approver.',
  'delivery-unknown': 'There is no such delivery, or another vendor made it.',
  'keys-complete': 'The keys of this delivery are kept already.',
  'key-file-too-large': 'A license file has at most 8 MB.',
  'keys-missing': 'Enter the keys or choose a file.',
  'keys-refused': ({ lines, more }) =>
    `Nothing was kept: ${(lines ?? '')
      .split(',')
      .map((entry) => {
        const [line, code = ''] = entry.split(' ')
        return `line ${line} ${keyCodes[code] ?? code}`
      })
      .join(', ')}${more && more !== '0' ? `, and ${more} more` : ''}.`,
  'nothing-to-record': 'No row can be recorded.',
  'claims-list-missing': 'The zip needs one CSV; of several, the list is named entitlements.csv.',
  'key-unknown': 'There is no such key, or it belongs to another organization.',
  'keys-too-few': ({ there = '' }) => `This license has only ${there} keys that can leave.`,
  'keys-gone': 'There are fewer keys now than were asked for. Please ask anew.',
  'export-over': 'The agreement is older than seven days. Please ask anew.',
  'key-revoked': 'This key is revoked and cannot be shown.',
  'reveal-limit': 'At most 20 keys an hour; try again later.',
  'keys-not-chosen': 'Choose keys first.',
  'replacement-unknown': 'There is no such replacement, or it is not yours.',
  'replacement-over': 'This replacement is delivered already, or no longer needed.',
  'replaced-units-gone':
    'The old license has fewer units left than were to be replaced, or is suspended; nothing was replaced.',
  'replaced-license-ended': 'The old license has ended and cannot be replaced.',
  'replaced-has-keys': 'The old license has keys. Deliver new keys or a license file.',
  'evaluation-too-long': 'An evaluation lasts 180 days at most.',
}

const keyCodes: Record<string, string> = {
  empty: 'is empty',
  'duplicate-in-file': 'is there twice',
  'already-delivered': 'was delivered before',
  'wrong-pattern': 'has another pattern',
  'too-long': 'is too long',
  'wrong-count': 'is not the number of units',
  'too-many': 'is beyond 50,000 lines',
}
