/* While a section is typed: says at once that fields are kept one by one, and when one could not be; keeps the keyboard's place. */
(() => {
  const status = () => document.getElementById('da-luu')
  const failed = () => { if (status()) status().textContent = status().dataset.failed }
  for (const event of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) document.addEventListener(event, failed)

  // A field is put in anew when it is kept, and its button may be gone by then. Not for a finger: its keyboard would come up.
  let held = ''
  document.addEventListener('htmx:beforeSwap', ({ detail }) => {
    const at = document.activeElement
    held = detail.target.contains(at) && at.matches('button:focus-visible') ? detail.target.id : ''
  })
  document.addEventListener('htmx:afterSettle', () => {
    const field = held && document.activeElement === document.body ? document.getElementById(held) : null
    const next = field?.querySelector('button[name=khong_co]') ?? field?.querySelector('input:not([type=hidden])')
    next?.focus()
    held = ''
  })
})()
