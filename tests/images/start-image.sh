#!/bin/sh
# start-image.sh ROOT UID:GID WORKDIR COMMAND…: runs COMMAND in the root file system of an image as the image is meant to be run:
# its own user without a capability, the root read-only, /tmp in memory, /data the one folder that is written. To be called in
# a mount namespace of its own, by root. Becomes COMMAND: signals and the pid are the service's.
#
# DATA_DIR of the caller is mounted at /data, the file that DIRECTORY_FILE names into /tmp. The network is this machine's.
set -eu
root=$1 user=$2 workdir=$3
shift 3
mount --bind "$root" "$root"
mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
mount -t tmpfs -o size=64k,mode=755 tmpfs "$root/dev"
for device in null zero urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
# Another replica may take a file of its own away meanwhile.
chown -R "$user" "$DATA_DIR" 2>/dev/null || :
mount --bind "$DATA_DIR" "$root/data"
mount -o remount,bind,ro "$root"
if [ -n "${DIRECTORY_FILE:-}" ]; then
  directory="/tmp/${DIRECTORY_FILE##*/}"
  touch "$root$directory"
  mount --bind "$DIRECTORY_FILE" "$root$directory"
  export DIRECTORY_FILE="$directory"
fi
export DATA_DIR=/data PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset NODE_COMPILE_CACHE
exec chroot "$root" setpriv --reuid="${user%:*}" --regid="${user#*:}" --clear-groups --no-new-privs \
  --bounding-set=-all --inh-caps=-all env -C "$workdir" "$@"
