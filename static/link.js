// Takes a link out of the address before anything else can see it. Joined by the build to what has to do so.

// A link of ours at the end of the address, also one whose # was escaped on the way. All else there is the host's.
const LINK = /[?&]*(?:#|%23)(su1[0-9a-z]{5}.*)$/is;
const takeLink = () => {
  const { href } = location;
  const [, link] = href.match(LINK) ?? [];
  if (link) history.replaceState(history.state, "", href.replace(LINK, ""));
  return link && `#${link}`;
};
