// Shows a message if the browser can't run the page's first script or didn't get it; otherwise the start screen would stay
// without any effect. Written in the syntax of 2011, for browsers that support no other.

document.addEventListener("DOMContentLoaded", function () {
  /**
   * @param {string} selector
   * @param {boolean} isHidden
   */
  function setHidden(selector, isHidden) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), function (it) {
      it.hidden = isHidden;
    });
  }
  if (document.documentElement.hasAttribute("data-begun")) return;
  setHidden(".off, [data-old]", false);
  setHidden(".interlocal-root, .wait", true);
});
