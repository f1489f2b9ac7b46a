// Packs the package, and a package for each addon that lies beside it, into a folder: node pack.mjs
// FOLDER. Prints where the tarballs are.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = path.join(folder, '../..');
const into = path.resolve(process.argv[2] ?? '.');
const version = /^version = "(.*)"/m.exec(readFileSync(path.join(root, 'Cargo.toml'), 'utf8'))[1];
const { devDependencies: _, scripts: __, ...about } = JSON.parse(readFileSync(path.join(folder, 'package.json')));
// The addon of a platform is a package of its own, which npm installs where it fits.
const platforms = readdirSync(folder).flatMap((name) => /^cimwire\.(.+)\.node$/.exec(name)?.[1] ?? []);

mkdirSync(into, { recursive: true });
const optionalDependencies = Object.fromEntries(platforms.map((it) => [`cimwire-${it}`, version]));
packed({ ...about, version, optionalDependencies }, about.files);
for (const name of platforms) packed(addon(name), [`cimwire.${name}.node`]);

/** What npm has to know of the package of an addon. */
function addon(name) {
  const [os, cpu, abi] = name.split('-');
  const { license, engines } = about;
  return {
    name: `cimwire-${name}`,
    version,
    description: `The addon of cimwire for ${name}`,
    license,
    engines,
    os: [os],
    cpu: [cpu],
    ...(os === 'linux' ? { libc: [abi === 'musl' ? 'musl' : 'glibc'] } : {}),
    main: `cimwire.${name}.node`,
    files: [`cimwire.${name}.node`],
  };
}

/** Packs files with a manifest and the licences. */
function packed(manifest, files) {
  const place = mkdtempSync(path.join(tmpdir(), 'cimwire-'));
  try {
    const licences = ['LICENSE-APACHE', 'LICENSE-MIT', 'NOTICE'];
    const about = { ...manifest, files: [...manifest.files, ...licences] };
    writeFileSync(path.join(place, 'package.json'), JSON.stringify(about, null, 2));
    for (const name of files) cpSync(path.join(folder, name), path.join(place, name), { recursive: true });
    for (const name of licences) cpSync(path.join(root, name), path.join(place, name));
    const quiet = { cwd: place, stdio: ['ignore', 'pipe', 'ignore'] };
    const told = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', into], quiet));
    console.log(path.join(into, told[0].filename));
  } finally {
    rmSync(place, { recursive: true });
  }
}
