'use strict';

/** The platform as the packages of addons name it: `linux-x64-gnu`. */
function platformName() {
  const { platform, arch } = process;
  if (platform !== 'linux') return platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`;
  const isGlibc = Boolean(process.report?.getReport?.().header?.glibcVersionRuntime);
  return `linux-${arch}-${isGlibc ? 'gnu' : 'musl'}`;
}

module.exports = { platformName };
