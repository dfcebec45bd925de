/** Client-side navigation, once a document: fresh deployments, and where the keyboard goes. */

const policyOf = (page: Document) =>
  page.querySelector<HTMLMetaElement>('meta[http-equiv="content-security-policy" i]')?.content ?? '';

// A new deployment has another policy: its scripts would be refused here, so the page loads in full.
document.addEventListener('astro:before-preparation', (event) => {
  const load = event.loader;
  event.loader = async () => {
    await load();
    if (!event.defaultPrevented && policyOf(event.newDocument) !== policyOf(document)) event.preventDefault();
  };
});

// The router leaves the focus where it was, on an element that is gone: screen readers would say nothing.
document.addEventListener('astro:after-swap', () => {
  if (document.activeElement === document.body && !location.hash)
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
});

// On a narrow screen the list of lessons is folded, so that the lesson comes first.
const narrow = matchMedia('(max-width: 56.25em)');
const foldLessons = () => {
  for (const list of document.querySelectorAll<HTMLDetailsElement>('.lesson-nav details'))
    list.open = !narrow.matches;
};
foldLessons();
narrow.addEventListener('change', foldLessons);
document.addEventListener('astro:after-swap', foldLessons);
