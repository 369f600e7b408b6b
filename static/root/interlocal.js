// The element's script of whatever release stands here, for sites that take new ones without a new snippet.
import "./{files}/interlocal.js";
