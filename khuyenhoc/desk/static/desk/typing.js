/* While a section is typed: says at once that fields are kept one by one, and when one could not be. */
(() => {
  const status = () => document.getElementById('da-luu')
  const failed = () => { if (status()) status().textContent = status().dataset.failed }
  for (const event of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) document.addEventListener(event, failed)
})()
