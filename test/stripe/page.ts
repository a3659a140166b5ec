import type { Thing } from './world.ts'

const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

const names: Record<string, string> = {
  card: '银行卡 Card',
  alipay: '支付宝 Alipay',
  wechat_pay: '微信支付 WeChat Pay',
}

/** Plain pages that nobody takes for Stripe's: each says on top that it is a double and that no money moves. */
export function hostedPage(session: Thing | undefined, { problem = '', settling = false } = {}): string {
  if (!session) return frame('<p>没有这次支付。 There is no such payment.</p>')
  const amount = `CNY ${(session.amount_total / 100).toFixed(2)}`
  const button = (action: string, label: string, style = '') =>
    `<button name="do" value="${action}"${style && ` class="${style}"`}>${label}</button>`
  const head = `<h1>${amount}</h1>${problem && `<p role="alert">${escape(problem)}</p>`}`
  if (settling)
    return frame(`${head}<p>付款正在处理。 The payment is being processed.</p><form method="post">
      ${button('arrive', '到账 The money arrives', 'main')} ${button('fail', '未到账 It does not arrive')}</form>
      <p><a href="${escape(session.success_url)}">返回商户 Back to the shop</a></p>`)
  if (session.status !== 'open')
    return frame(`${head}<p>这次支付已结束。 This payment is over (${escape(session.status)}).</p>`)
  const methods = (session.payment_method_types as string[]).map(
    (method, at) =>
      `<label><input type="radio" name="method" value="${method}"${at === 0 ? ' checked' : ''}> ${names[method]}</label>`,
  )
  return frame(`${head}<form method="post"><fieldset><legend>支付方式 Method</legend>${methods.join('')}</fieldset>
    <label for="card">卡号 Card number</label><input id="card" name="card" value="4242 4242 4242 4242" inputmode="numeric" autocomplete="off">
    <p>${button('pay', '支付 Pay', 'main')}</p>
    <p>${button('decline', '支付被拒 Decline')} ${button('later', '稍后到账 Pay later')} ${button('expire', '会话过期 Expire')} ${button('cancel', '返回 Cancel')}</p></form>`)
}

/** In which Stripe would ask a vendor who it is and where its money goes. */
export function onboardingPage(account: Thing | undefined): string {
  if (account?.object !== 'v2.core.account') return frame('<p>没有这个账户。 There is no such account.</p>')
  const button = (action: string, label: string, style = '') =>
    `<button name="do" value="${action}"${style && ` class="${style}"`}>${label}</button>`
  return frame(`<h1>收款账户登记 Account onboarding</h1><p><code>${escape(account.id)}</code></p>
    <p>真实的 Stripe 在这里核实单位、负责人和银行账户。 Stripe itself verifies the company, its owners and its bank account here.</p>
    <form method="post"><p>${button('active', '填写完毕，核实通过 Complete: verified', 'main')}</p>
    <p>${button('pending', '填写完毕，等待核实 Complete: being verified')} ${button('unsupported', '不支持 Not supported')} ${button('leave', '以后再填 Later')}</p></form>`)
}

function frame(body: string) {
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stripe 测试替身 · Stripe test double</title><style>
body{margin:0;font:16px/1.5 system-ui,"Noto Sans SC",sans-serif;color:#1c2530;background:#f6f7f9}
.banner{background:#8a4b00;color:#fff;padding:.75rem 1rem;font-weight:600;text-align:center}
main{max-width:30rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #d8dde3;border-radius:.5rem}
fieldset{border:1px solid #d8dde3;border-radius:.375rem;margin:0 0 1rem}label{display:block;padding:.25rem 0}
input[name=card]{width:100%;box-sizing:border-box;padding:.5rem;font:inherit;border:1px solid #8b95a1;border-radius:.375rem}
button{font:inherit;padding:.5rem 1rem;min-height:2.75rem;border:1px solid #8b95a1;border-radius:.375rem;background:#fff;cursor:pointer}
button.main{background:#0b5cad;border-color:#0b5cad;color:#fff;width:100%}
[role=alert]{color:#a11212}</style>
<div class="banner">Stripe 测试替身 · 不发生真实扣款 / Stripe test double · no money moves</div><main>${body}</main></html>`
}
