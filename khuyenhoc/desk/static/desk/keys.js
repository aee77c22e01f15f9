/* Single keys on the page of a return, for an officer with many in front of her. Each key does what a link or a button of the
   page does; nothing happens while somebody types, with a modifier, or after the keys were turned off (kept in this browser). */
(() => {
  const SAME = { j: 'n', k: 'p' }
  const KEPT = 'khuyenhoc-phim-tat'
  const help = document.querySelector('[data-desk-help]')
  const said = document.querySelector('[data-desk-said]')
  const toggle = document.querySelector('[data-desk-toggle]')
  const isOn = () => localStorage.getItem(KEPT) !== 'tat'
  const typing = (element) => element.closest('input, textarea, select, [contenteditable]')

  function show() {
    if (!help) return
    help.hidden = false
    said.hidden = !isOn()
    toggle.textContent = isOn() ? toggle.dataset.off : toggle.dataset.on
  }

  function press(event) {
    if (!isOn() || event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return
    const key = SAME[event.key.toLowerCase()] || event.key.toLowerCase()
    const target = document.querySelector(`[data-desk-key="${CSS.escape(key)}"]`)
    if (!target) return
    event.preventDefault()
    if (target.dataset.deskWay === 'focus') target.focus()
    else target.click()
  }

  if (help) {
    toggle.addEventListener('click', () => {
      localStorage.setItem(KEPT, isOn() ? 'tat' : 'bat')
      show()
    })
    show()
  }
  document.addEventListener('keydown', press)
  // A key that is held down must not accept one return after the other.
  document.querySelector('[data-desk-keys]')?.addEventListener('keydown', (event) => {
    if (event.repeat && event.key === 'Enter') event.preventDefault()
  })
})()
