// Mollweide's projection with 180° in the middle and right ascension to the left, as in the trainer's reports.
// The result is in [-1, 1], right and down.
export function project(alpha, delta) {
  const aim = Math.PI * Math.sin(delta * Math.PI / 180);
  let theta = delta * Math.PI / 180;
  if (Math.abs(delta) < 89.999) {
    // 2 θ + sin 2 θ = π sin δ, by Newton's method.
    for (let i = 0; i < 12; i++) {
      theta -= (2 * theta + Math.sin(2 * theta) - aim) / (2 + 2 * Math.cos(2 * theta));
    }
  }

  return [(180 - alpha) / 180 * Math.cos(theta), -Math.sin(theta)];
}

// The galactic equator in right ascension and declination (J2000: pole at 192.8595°, 27.1283°; node at 32.9319°),
// a whole turn without a jump.
export function galacticPlane() {
  const pole = 27.1283 * Math.PI / 180;
  return Array.from({ length: 181 }, (_, i) => {
    const l = (2 * i - 180) * Math.PI / 180;
    const delta = Math.asin(Math.cos(pole) * Math.sin(l));
    const alpha = Math.atan2(Math.cos(l), -Math.sin(l) * Math.sin(pole)) * 180 / Math.PI;
    return [192.8595 + (i > 90 && alpha < 0 ? alpha + 360 : alpha), delta * 180 / Math.PI];
  });
}
