stands for a segment
