// Plain JavaScript on purpose: it must run on a Node that is too old for everything else.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `Headroom needs Node 22.12 or newer, and this is ${process.versions.node}: run \`npm install\` without \`--omit=optional\`, ` +
      'which brings a Node of its own on Linux and Windows; on a Mac, install one from nodejs.org.\n',
  );
  process.exit(1);
}
