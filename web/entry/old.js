// Says so where the browser can't read the page's first script, or did not get it; without this the start screen would be there and
// answer nothing. Written in the syntax of 2011, for browsers that know no other.
document.addEventListener("DOMContentLoaded", function () {
  function each(selector, change) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), change);
  }
  if (document.documentElement.hasAttribute("data-begun")) return;
  each(".off, [data-old]", function (it) {
    it.hidden = false;
  });
  each(".interlocal-root, .wait", function (it) {
    it.hidden = true;
  });
});
