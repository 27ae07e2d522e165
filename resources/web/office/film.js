// A mark beside a film winds it to its second. Without scripts the mark opens the film there in a page of its own.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("a[data-second]");
  const video = mark && mark.closest(".shown").querySelector("video");
  if (!video || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  video.currentTime = Number(mark.dataset.second);
  video.focus();
});
