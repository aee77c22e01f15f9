/* A button that copies the text of a field: help, since the field can be selected without it. */
(() => {
  for (const button of document.querySelectorAll('[data-copy]')) {
    const field = document.getElementById(button.dataset.copy)
    const said = button.textContent
    button.hidden = false
    button.setAttribute('aria-live', 'polite')
    button.addEventListener('click', async () => {
      field.select()
      try {
        await navigator.clipboard.writeText(field.value)
      } catch {
        document.execCommand('copy') // a page without HTTPS has no clipboard of its own
      }
      button.textContent = button.dataset.copied
      setTimeout(() => { button.textContent = said }, 3000)
    })
  }
})()
