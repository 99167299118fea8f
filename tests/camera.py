"""A made-up camera for a page of the built site: a stream of a color, whose tracks can be looked at."""

# `camera.color` is what it sees, `camera.refuse` the name of the error that it answers with, `camera.count` how many
# there are. It changes all the time by a little, as a camera's pictures do. rate: pictures a second.
CAMERA = """(rate) => {
  rate ??= 30;
  const camera = window.camera = {color: [200, 100, 50], refuse: "", count: 1, streams: [], wishes: [], frames: 0};
  navigator.mediaDevices.getUserMedia = async ({video}) => {
    camera.wishes.push(video);
    if (camera.refuse) throw new DOMException("made up", camera.refuse);
    const canvas = Object.assign(document.createElement("canvas"), {width: 320, height: 240});
    const context = canvas.getContext("2d");
    const paint = () => {
      context.fillStyle = `rgb(${camera.color})`;
      context.fillRect(0, 0, 320, 240);
      context.fillStyle = "white";
      context.fillRect((camera.frames++ * 4) % 320, 100, 20, 20);
    };
    paint();
    const stream = canvas.captureStream(rate);
    const [track] = stream.getVideoTracks();
    track.getSettings = () => ({facingMode: camera.facing?.(video), deviceId: video.deviceId?.exact ?? "0"});
    const timer = setInterval(() => track.readyState === "live" ? paint() : clearInterval(timer), 1000 / rate);
    camera.streams.push(stream);
    return stream;
  };
  navigator.mediaDevices.enumerateDevices = async () =>
    Array.from({length: camera.count}, (_, i) => ({kind: "videoinput", deviceId: String(i)}));
}"""
ON = "camera.streams.flatMap(stream => stream.getTracks()).filter(track => track.readyState === 'live').length"
